/** What is kept of an access token, here and at shared-data: the SHA-256 of its text. */
import { createHash } from 'node:crypto'
import type { Bytes } from '@nornos/std'

export function hashToken(accessToken: string): Bytes {
  return new Uint8Array(createHash('sha256').update(accessToken, 'utf8').digest())
}
