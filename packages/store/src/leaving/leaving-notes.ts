/** When this device last took a backup home, and when it last opened one: sealed, of this device alone. */
import { Instant } from '@nornos/health-model'
import * as z from 'zod/mini'
import type { LocalBoxes } from '../objects/local-boxes.ts'
import type { OpenDevice } from '../open-device.ts'

const Step = z.nullable(z.strictObject({ at: Instant, n: z.int(), objects: z.int(), bytes: z.int() }))
const LeavingNotes = z.strictObject({ backup: Step, check: Step })

export type LeavingStep = z.infer<typeof Step>
/** `backup`: taken and verified while it streamed. `check`: one that was opened with the words or the kit. */
export type LeavingNotes = z.infer<typeof LeavingNotes>

const key = 'leaving'

export async function readLeavingNotes(boxes: LocalBoxes): Promise<LeavingNotes> {
  return (await boxes.openJson('meta', key, LeavingNotes)) ?? { backup: null, check: null }
}

export async function keepLeavingNote(
  { boxes, storage }: Pick<OpenDevice, 'boxes' | 'storage'>,
  note: Partial<LeavingNotes>,
): Promise<void> {
  const notes = { ...(await readLeavingNotes(boxes)), ...note }
  await storage.write([await boxes.sealJson('meta', key, notes)], 'strict')
}
