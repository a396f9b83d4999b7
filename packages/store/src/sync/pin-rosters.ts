/** Makes the device list known to relay and shared-data, and compares what they have pinned with the root key. */

import type { RosterPin } from '@nornos/contracts'
import { equalBytes, err, ok, type Result } from '@nornos/std'
import { ask, isRefusal } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import { rosterOf } from '../vault/session.ts'
import { textToBytes } from '../vault/vault-file.ts'
import { AlarmError } from './alarm.ts'
import { changeFile } from './learn-roster.ts'

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
  if (pin !== null) comparePin(device, pin)
  for (const [index, roster] of device.session.rosters.entries()) {
    if (roster.number <= (pin?.number ?? 0)) continue
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

function comparePin({ session }: OpenDevice, pin: RosterPin): void {
  const evidence = [JSON.stringify(pin)]
  if (!equalBytes(textToBytes(pin.rootPublicKey), rosterOf(session).rootPublicKey)) {
    throw new AlarmError('roster_mismatch', evidence)
  }
}
