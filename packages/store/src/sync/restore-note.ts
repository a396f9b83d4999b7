/** What this device knows of a restore of its vault by whoever runs the service: `specs/vault-commit.md` §6. */
import { Instant } from '@nornos/health-model'
import * as z from 'zod/mini'
import type { LocalBoxes } from '../objects/local-boxes.ts'
import type { StorageChange } from '../storage/device-storage.ts'

const RestoreNote = z.strictObject({
  /** As the vault says: the step at which the backup was made, and when it was put back. */
  n: z.int(),
  at: Instant,
  /**
   * - `shown`: it contradicts what this device has seen; the person has not said anything yet.
   * - `accepted`: the person knows of it; what this device has newer is to be brought back.
   * - `done`: this device is in step with it. What goes back behind it is a rollback again.
   */
  step: z.enum(['shown', 'accepted', 'done']),
  /** Absent: the person was not asked, because this device had nothing to say against it. */
  isAccepted: z.optional(z.literal(true)),
  /** Changes that were queued again. */
  broughtBack: z.int(),
  /** Names of files whose bytes were in the vault alone. */
  filesLost: z.array(z.string()),
})
export type RestoreNote = Omit<z.infer<typeof RestoreNote>, 'filesLost'> & {
  readonly filesLost: readonly string[]
}

const key = 'restore'

export async function readRestoreNote(boxes: LocalBoxes): Promise<RestoreNote | null> {
  return boxes.openJson('meta', key, RestoreNote)
}

export function restoreNoteChange(boxes: LocalBoxes, note: RestoreNote): Promise<StorageChange> {
  return boxes.sealJson('meta', key, note)
}
