/**
 * A vault that was put back from a backup says so. A device that has seen more asks the person once; then it takes over
 * the state that was put back, and queues what it has newer. Without the sign of it, or a second time under the same sign,
 * what goes back is a rollback. Read next: newer-here.ts, adopt-state.ts.
 */

import type { VaultHead } from '@nornos/contracts'
import { ok, type Result } from '@nornos/std'
import { ask } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import type { StorageChange } from '../storage/device-storage.ts'
import { adoptState } from './adopt-state.ts'
import { AlarmError, setAlarmAside } from './alarm.ts'
import type { KnownHead } from './known-heads.ts'
import { learnRoster } from './learn-roster.ts'
import { queueNewer } from './newer-here.ts'
import { type RestoreNote, readRestoreNote, restoreNoteChange } from './restore-note.ts'

export type RestoreSign = NonNullable<VaultHead['restored']>

/** `cause`: what contradicts this device's memory. */
export async function followRestore(
  device: OpenDevice,
  sign: RestoreSign,
  shown: Pick<VaultHead, 'n' | 'head' | 'roster'>,
  cause: AlarmError,
): Promise<Result<undefined, DeviceProblem>> {
  if (cause.reason !== 'rollback' && cause.reason !== 'fork') throw cause
  const note = await readRestoreNote(device.boxes)
  const isKnown = note !== null && note.n === sign.n && note.at === sign.at
  if (isKnown && note.step === 'done') throw cause
  if (isKnown && note.step === 'accepted') return bringBack(device, note, shown)
  await keep(device, { ...sign, step: 'shown', broughtBack: 0, filesLost: [] })
  throw new AlarmError('restored', [...cause.evidence, JSON.stringify(sign)], { cause })
}

/** For a device that has nothing to say against it: from now on it holds like any other state. */
export async function noteRestore(device: OpenDevice, sign: RestoreSign): Promise<void> {
  const note = await readRestoreNote(device.boxes)
  if (note?.n === sign.n && note.at === sign.at && note.step === 'done') return
  const earlier = note?.n === sign.n && note.at === sign.at ? note : { broughtBack: 0, filesLost: [] }
  await keep(device, { ...earlier, ...sign, step: 'done' })
}

/**
 * Another service has seen more of this vault than it shows. Only the vault says that it was put back, so the person is
 * asked: throws AlarmError until they have said yes to this very restore.
 */
export async function demandAccepted(
  device: OpenDevice,
  sign: RestoreSign,
  evidence: readonly string[],
): Promise<void> {
  const note = await readRestoreNote(device.boxes)
  if (note?.n === sign.n && note.at === sign.at && note.isAccepted) return
  await keep(device, { ...sign, step: 'shown', broughtBack: 0, filesLost: [] })
  throw new AlarmError('restored', [...evidence, JSON.stringify(sign)], { by: 'witness' })
}

/** The person says yes to the restore that they were shown. Needs the network: relay is told first. */
export async function acceptRestore(device: OpenDevice): Promise<Result<undefined, DeviceProblem>> {
  const note = await readRestoreNote(device.boxes)
  if (note?.step !== 'shown') return ok(undefined)
  const { api, session, signal } = device
  const read = await ask(api.vaultRead({ params: { vaultId: session.file.vaultId }, signal }))
  if (!read.ok) return read
  const { head, n, restored } = read.value.body
  // Another one than the one that was shown is asked about anew, by looking again.
  if (restored?.n === note.n && restored.at === note.at) {
    const told = await ask(api.vaultHeadNote({ body: { n, head, isRestored: true }, signal }))
    if (!told.ok) return told
    await device.heads.forget(session.file.vaultId)
    await keep(device, { ...note, step: 'accepted', isAccepted: true })
  }
  await setAlarmAside(device)
  return ok(undefined)
}

async function bringBack(
  device: OpenDevice,
  note: RestoreNote,
  { head, n, roster }: KnownHead & Pick<VaultHead, 'roster'>,
): Promise<Result<undefined, DeviceProblem>> {
  const learnt = await learnRoster(device, roster.roster)
  if (!learnt.ok) return learnt
  const also: StorageChange[] = []
  const adopted = await adoptState(
    device,
    { n, head },
    {
      also,
      async compare(own, shown) {
        const found = await queueNewer(device, own, shown)
        also.push(await restoreNoteChange(device.boxes, { ...note, ...found, step: 'done' }))
      },
    },
  )
  return adopted.ok ? ok(undefined) : adopted
}

async function keep({ boxes, storage }: OpenDevice, note: RestoreNote): Promise<void> {
  await storage.write([await restoreNoteChange(boxes, note)], 'strict')
}
