/** Openers and devices as the screens show them, from the signed list and the notes. Needs no network. */
import { millisecondsToInstant } from '@nornos/health-model'
import type { OpenDevice } from '../open-device.ts'
import { readLastSeen } from '../sync/last-seen.ts'
import { rosterOf } from '../vault/session.ts'
import { unlockByOf } from '../vault/vault-file.ts'
import { ownSlots } from './change-openers.ts'
import { type KeyNotes, readKeyNotes } from './key-notes.ts'
import type { DeviceView, KeysView, OpenerView, ResealState } from './keys.ts'
import { kitCheckOf } from './kit-check.ts'
import { goesByItself } from './let-device-in.ts'
import { instantOf } from './note-instant.ts'
import { noteNames } from './note-openers.ts'

export async function readKeys(device: OpenDevice, reseal: ResealState): Promise<KeysView> {
  const { session } = device
  const notes = await readKeyNotes(device)
  const { slots } = rosterOf(session)
  return {
    openers: openersOf(device, notes),
    devices: await devicesOf(device),
    isBackedUp: ownSlots(slots).length >= 2 && slots.some(({ kind }) => kind === 'kit'),
    unlockBy: unlockByOf(session.file).by,
    epoch: session.vault.epoch,
    kit: kitCheckOf(device, notes),
    reseal,
    usedContact: usedContactOf(notes),
  }
}

/** Of what goes by itself, only a contact has a name. */
function usedContactOf(notes: KeyNotes): KeysView['usedContact'] {
  const used = [...notes.keys()].flatMap((noteName) => {
    const [, slotId = '', what] = noteName.split('/')
    const usedAt = what === 'until' ? instantOf(notes, noteName) : null
    const name = notes.get(noteNames.openerName(slotId))?.value ?? ''
    return usedAt === null || name === '' ? [] : [{ name, usedAt }]
  })
  return used.toSorted((left, right) => Date.parse(right.usedAt) - Date.parse(left.usedAt))[0] ?? null
}

function openersOf({ session }: OpenDevice, notes: KeyNotes): readonly OpenerView[] {
  return rosterOf(session).slots.flatMap(({ id, kind }) =>
    kind === 'device' || goesByItself(notes, id)
      ? []
      : [
          {
            slotId: id,
            kind,
            name: notes.get(noteNames.openerName(id))?.value ?? '',
            madeAt: instantOf(notes, noteNames.madeAt(id)),
            usedAt: instantOf(notes, noteNames.usedAt(id)),
          },
        ],
  )
}

async function devicesOf({ boxes, session }: OpenDevice): Promise<readonly DeviceView[]> {
  const { devices: lastCommits = {} } = await readLastSeen(boxes)
  return rosterOf(session).devices.map(({ addedAt, id, name }) => {
    const usedAt = lastCommits[id]
    return {
      deviceId: id,
      name: name ?? '',
      addedAt: millisecondsToInstant(addedAt),
      usedAt: usedAt === undefined ? null : millisecondsToInstant(usedAt),
      isThis: id === session.file.deviceId,
    }
  })
}
