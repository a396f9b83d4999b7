/** The names under which openers and devices are noted, and what is noted when a vault is made or joined. */
import { type Instant, millisecondsToInstant } from '@nornos/health-model'
import type { OpenDevice } from '../open-device.ts'
import { rosterOf } from '../vault/session.ts'
import type { NewVault } from '../vault/vault-state.ts'
import { writeKeyNotes } from './key-notes.ts'
import { chooseKitWords } from './kit-words.ts'

export const noteNames = {
  openerName: (slotId: string) => `opener/${slotId}/name`,
  madeAt: (slotId: string) => `opener/${slotId}/made`,
  usedAt: (slotId: string) => `opener/${slotId}/used`,
  until: (slotId: string) => `opener/${slotId}/until`,
  kitWords: (slotId: string) => `kit/${slotId}/words`,
  kitCheckedAt: (slotId: string) => `kit/${slotId}/checked`,
  session: (deviceId: string) => `device/${deviceId}/session`,
} as const

/** A kit can be checked from now on, and everything is known to be new. */
export async function noteFirstOpeners(device: OpenDevice, request: NewVault): Promise<void> {
  const values: Record<string, string> = {}
  for (const { id, kind } of rosterOf(device.session).slots) {
    if (kind === 'device') continue
    values[noteNames.madeAt(id)] = presentInstant(device)
    if (kind === 'kit') values[noteNames.kitWords(id)] = chooseKitWords(request.kitWords)
  }
  await writeKeyNotes(device, values)
}

export async function noteUse(device: OpenDevice, slotId: string): Promise<void> {
  await writeKeyNotes(device, { [noteNames.usedAt(slotId)]: presentInstant(device) })
}

export function presentInstant({ clock }: Pick<OpenDevice, 'clock'>): Instant {
  return millisecondsToInstant(clock.now().getTime())
}
