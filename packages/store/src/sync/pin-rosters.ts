/**
 * Makes the device list known to relay and shared-data, and compares what they have pinned with what the vault shows:
 * the same root key, no list that this device does not know, and the same one under the same number.
 */

import type { RosterPin } from '@nornos/contracts'
import { equalBytes, err, ok, type Result, toHex } from '@nornos/std'
import { ask, isRefusal } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import { changeFile } from '../vault/change-file.ts'
import { rosterOf } from '../vault/session.ts'
import { textToBytes } from '../vault/vault-file.ts'
import { AlarmError } from './alarm.ts'
import { demandAccepted } from './follow-restore.ts'
import { learnRoster } from './learn-roster.ts'

type Place = 'relay' | 'sharedData'

/** Throws AlarmError when a service has pinned another root key. */
export async function pinRosters(device: OpenDevice): Promise<Result<undefined, DeviceProblem>> {
  const problems: DeviceProblem[] = []
  for (const place of ['relay', 'sharedData'] as const) {
    const pinned = await pinAt(device, place)
    if (!pinned.ok) problems.push(pinned.error)
  }
  const [first] = problems
  return first === undefined ? ok(undefined) : err(first)
}

async function pinAt(device: OpenDevice, place: Place): Promise<Result<undefined, DeviceProblem>> {
  const known = await ask(place === 'relay' ? device.api.rosterRead({}) : device.api.sharedRosterRead({}))
  if (!known.ok && !isRefusal(known.error, 'not-found')) return known
  const pin = known.ok ? known.value.body : null
  const agreed = pin === null ? ok(undefined) : await agree(device, pin)
  return agreed.ok ? sendMissing(device, place, pin?.number ?? 0) : agreed
}

/** Those that the service does not have, in their order. */
async function sendMissing(
  device: OpenDevice,
  place: Place,
  last: number,
): Promise<Result<undefined, DeviceProblem>> {
  for (const [index, roster] of device.session.rosters.entries()) {
    if (roster.number <= last) continue
    const body = { roster: device.session.file.rosters[index] ?? '' }
    const sent = await ask(
      place === 'relay' ? device.api.rosterPin({ body }) : device.api.sharedRosterPin({ body }),
    )
    if (!sent.ok) return sent
    comparePin(device, sent.value.body)
  }
  if (!device.session.file.pinned[place]) {
    await changeFile(device, (file) => ({ ...file, pinned: { ...file.pinned, [place]: true } }))
  }
  return ok(undefined)
}

/** Another device may have been faster. A list that is nowhere in the vault was withheld by it. */
async function agree(device: OpenDevice, pin: RosterPin): Promise<Result<undefined, DeviceProblem>> {
  const known = await catchUp(device, pin)
  if (known.ok) comparePin(device, pin)
  return known
}

async function catchUp(device: OpenDevice, pin: RosterPin): Promise<Result<undefined, DeviceProblem>> {
  const { api, session, signal } = device
  if (pin.number <= rosterOf(session).number) return ok(undefined)
  const head = await ask(api.vaultRead({ params: { vaultId: session.file.vaultId }, signal }))
  if (!head.ok) return head
  const learnt = await learnRoster(device, head.value.body.roster.roster)
  if (!learnt.ok || pin.number <= rosterOf(session).number) return learnt
  const { restored, roster } = head.value.body
  const evidence = [JSON.stringify(pin), roster.roster]
  if (restored === null) throw new AlarmError('rollback', evidence)
  // A vault that was put back from a backup says so; its devices put back what they have.
  await demandAccepted(device, restored, evidence)
  return ok(undefined)
}

function comparePin({ session }: OpenDevice, pin: RosterPin): void {
  const last = rosterOf(session)
  const same = session.rosters.find(({ number }) => number === pin.number)
  const isSameKey = equalBytes(textToBytes(pin.rootPublicKey), last.rootPublicKey)
  const isSameList = same === undefined || toHex(same.hash) === pin.hash
  if (!isSameKey || !isSameList) throw new AlarmError('roster_mismatch', [JSON.stringify(pin)])
}
