/** The newest step of the vault's chain that this device has taken over: it never goes back behind it. */
import * as z from 'zod/mini'
import type { LocalBoxes } from '../objects/local-boxes.ts'
import type { StorageChange } from '../storage/device-storage.ts'

const LastSeen = z.strictObject({
  n: z.int(),
  /** SHA-256 of the commit, hex. */
  head: z.string(),
  /** The signed commit itself, base64url: one half of the evidence if another with the same number turns up. */
  commit: z.string(),
})
export type LastSeen = z.infer<typeof LastSeen>

const key = 'last-seen'

/** Before the first commit. */
export const nothingSeen: LastSeen = { n: 0, head: '0'.repeat(64), commit: '' }

export async function readLastSeen(boxes: LocalBoxes): Promise<LastSeen> {
  return (await boxes.openJson('meta', key, LastSeen)) ?? nothingSeen
}

export function lastSeenChange(boxes: LocalBoxes, seen: LastSeen): Promise<StorageChange> {
  return boxes.sealJson('meta', key, seen)
}
