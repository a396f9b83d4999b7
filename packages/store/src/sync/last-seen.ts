/** The newest step of the vault's chain that this device has taken over: it never goes back behind it. */
import { type Commit, parseCommit } from '@nornos/crypto/verify'
import { toHex } from '@nornos/std'
import * as z from 'zod/mini'
import type { LocalBoxes } from '../objects/local-boxes.ts'
import type { StorageChange } from '../storage/device-storage.ts'
import { textToBytes } from '../vault/vault-file.ts'

const LastSeen = z.strictObject({
  n: z.int(),
  /** SHA-256 of the commit, hex. */
  head: z.string(),
  /** The signed commit itself, base64url: one half of the evidence if another with the same number turns up. */
  commit: z.string(),
  /** When each device committed last, by its own clock: milliseconds since 1970, by device id. */
  devices: z.optional(z.record(z.string(), z.number())),
})
export type LastSeen = z.infer<typeof LastSeen>

const key = 'last-seen'

/** Before the first commit. */
export const nothingSeen: LastSeen = { n: 0, head: '0'.repeat(64), commit: '' }

/** After one more commit. `text`: the commit as it travels. */
export function nextSeen(seen: LastSeen, commit: Commit, text: string): LastSeen {
  return {
    n: commit.number,
    head: toHex(commit.head),
    commit: text,
    devices: { ...seen.devices, [commit.deviceId]: commit.time },
  }
}

/** The epoch of the newest step: the chain never goes back behind it. */
export async function epochOf({ commit }: LastSeen): Promise<number> {
  return commit === '' ? 0 : (await parseCommit(textToBytes(commit))).epoch
}

export async function readLastSeen(boxes: LocalBoxes): Promise<LastSeen> {
  return (await boxes.openJson('meta', key, LastSeen)) ?? nothingSeen
}

export function lastSeenChange(boxes: LocalBoxes, seen: LastSeen): Promise<StorageChange> {
  return boxes.sealJson('meta', key, seen)
}
