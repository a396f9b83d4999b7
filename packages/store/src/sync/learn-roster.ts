/**
 * Takes over the rosters that the vault shows, when the patient's root key has signed them, each follows the one before
 * and this device is still among them. A later epoch is followed first. Read next: follow-epoch.ts.
 */
import { CryptoError, openRoster } from '@nornos/crypto/vault-open'
import { checkRosterSuccession, type Roster, verifyRoster } from '@nornos/crypto/verify'
import { equalBytes, ok, type Result } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import { adoptRosters } from '../vault/change-file.ts'
import { fetchRosters } from '../vault/fetch-rosters.ts'
import { rosterOf } from '../vault/session.ts'
import { textToBytes } from '../vault/vault-file.ts'
import { AlarmError } from './alarm.ts'
import { followEpoch } from './follow-epoch.ts'

/** `text`: the roster that the vault shows as the one in force. */
export async function learnRoster(
  device: OpenDevice,
  text: string,
): Promise<Result<undefined, DeviceProblem>> {
  const { session } = device
  const last = rosterOf(session)
  const shown = await verified(device, text)
  if (shown.number < last.number) throw new AlarmError('rollback', [text])
  if (shown.number === last.number) {
    if (!equalBytes(shown.hash, last.hash)) throw new AlarmError('roster_mismatch', [text])
    return ok(undefined)
  }
  const stretch = { vaultId: session.file.vaultId, after: last.number, until: shown.number }
  const texts = await fetchRosters(device, stretch)
  if (!texts.ok) return texts
  const newest = await checkChain(device, last, texts.value)
  if (newest.number < shown.number) throw new AlarmError('roster_mismatch', [text, ...texts.value])
  if (!newest.devices.some(({ id }) => id === session.file.deviceId)) {
    throw new AlarmError('device_removed', texts.value)
  }
  if (newest.epoch > session.vault.epoch) {
    const followed = await followEpoch(device, newest.epoch)
    if (!followed.ok) return followed
  }
  const learnt: Roster[] = []
  for (const one of texts.value)
    learnt.push(await orAlarm([one], openRoster(session.vault, textToBytes(one))))
  await adoptRosters(device, learnt, texts.value)
  device.changed('keys')
  return ok(undefined)
}

/** Signed by the root key: all that can be told before the keys of a later epoch are there. */
function verified({ session }: OpenDevice, text: string): Promise<Roster> {
  const { rootPublicKey, vaultId } = session.vault
  return orAlarm([text], verifyRoster(textToBytes(text), { vaultId, rootPublicKey }))
}

async function checkChain(device: OpenDevice, last: Roster, texts: readonly string[]): Promise<Roster> {
  let newest = last
  for (const text of texts) {
    const next = await verified(device, text)
    await orAlarm([text], (async () => checkRosterSuccession(newest, next))())
    newest = next
  }
  return newest
}

async function orAlarm<Value>(evidence: readonly string[], checking: Promise<Value>): Promise<Value> {
  try {
    return await checking
  } catch (cause) {
    if (cause instanceof CryptoError) throw new AlarmError('roster_mismatch', evidence, { cause })
    throw cause
  }
}
