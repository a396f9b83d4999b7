/** Who acts while nobody is signed in yet, and how secrets become keys of rows. */
import { createHash } from 'node:crypto'
import type { Actor } from '@nornos/endpoint'

/** The signing-in itself, for row-level security. */
export const machinery: Pick<Actor, 'id' | 'type'> = { id: null, type: 'service' }

/** Secrets are looked up by their SHA-256: a dump of the table opens nothing. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
