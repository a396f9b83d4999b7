/** Sharing and stopping to share. What relay accepted is kept as a receipt in the vault. */
import type { ConsentView } from '@nornos/contracts'
import { deriveRecordId } from '@nornos/crypto/vault-open'
import {
  type ConsentId,
  type ConsentState,
  millisecondsToInstant,
  RevocationRecord,
  type SignedConsent,
  type SignedRevocation,
} from '@nornos/health-model'
import { err, ok, type Result, utf8 } from '@nornos/std'
import { ask, isRefusal } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import { factsOf, queueEntry, writeObject } from '../objects/object-writer.ts'
import { beginStagedWrite } from '../objects/staged-write.ts'
import type { OpenDevice } from '../open-device.ts'
import { finishDraft } from '../sync/finish-draft.ts'
import { pinRosters } from '../sync/pin-rosters.ts'
import { witnessHead } from '../sync/witness-head.ts'
import { rosterOf } from '../vault/session.ts'
import { draftConsents } from './draft-consent.ts'
import type { ShareRequest } from './share-request.ts'
import { signConsent, signRevocation } from './sign-consent.ts'

export async function share(
  device: OpenDevice,
  request: ShareRequest,
): Promise<Result<{ readonly consentIds: readonly ConsentId[] }, DeviceProblem>> {
  const listed = await ask(device.api.consentList({ signal: device.signal }))
  if (!listed.ok) return listed
  const drafts = draftConsents(request, {
    ...signerOf(device),
    platformId: device.platformId,
    now: device.clock.now().getTime(),
    states: listed.value.body.consents.map(stateOf),
    newId: () => crypto.randomUUID(),
  })
  if (!drafts.ok) return err(drafts.error)
  const consents = await Promise.all(drafts.value.map((record) => signConsent(device, record)))
  const given = await give(device, consents)
  if (!given.ok) return given
  for (const consent of consents) {
    await keepReceipt(device, ['consent', consent.record.consent_id, String(consent.record.version)], {
      receipt: 'consent',
      granteeName: request.granteeName,
      ...consent,
    })
  }
  return ok({ consentIds: consents.map(({ record }) => record.consent_id) })
}

async function give(
  device: OpenDevice,
  consents: readonly SignedConsent[],
): Promise<Result<undefined, DeviceProblem>> {
  const body = { consents: [...consents] }
  const given = await ask(device.api.consentCreate({ body, signal: device.signal }))
  await witnessHead(device)
  if (given.ok) return ok(undefined)
  // A service that does not know this device yet is told, once.
  const isUnknown =
    isRefusal(given.error, 'sharing-not-ready') || isRefusal(given.error, 'consent-not-signed')
  if (!isUnknown) return given
  const pinned = await pinRosters(device)
  if (!pinned.ok) return pinned
  const again = await ask(device.api.consentCreate({ body, signal: device.signal }))
  return again.ok ? ok(undefined) : again
}

/** `pending`: it is refused already, and one of the two services is still being told. */
export async function stopSharing(
  device: OpenDevice,
  consentId: ConsentId,
): Promise<Result<{ readonly state: 'ended' | 'pending' }, DeviceProblem>> {
  const listed = await ask(device.api.consentList({ signal: device.signal }))
  // Without relay the newest version is not known; any version ends them all.
  const version = listed.ok ? newestVersion(listed.value.body.consents, consentId) : 1
  if (version === null) return err({ type: 'NotThere' })
  const { deviceId, patientId, rosterNumber } = signerOf(device)
  const revocation = await signRevocation(
    device,
    RevocationRecord.parse({
      consent_id: consentId,
      version,
      platform_id: device.platformId,
      patient_id: patientId,
      revoked_at: millisecondsToInstant(device.clock.now().getTime()),
      device_id: deviceId,
      roster_number: rosterNumber,
    }),
  )
  const ended = await tellServices(device, consentId, revocation)
  if (ended.ok) {
    await keepReceipt(device, ['revocation', consentId], { receipt: 'revocation', ...revocation })
  }
  return ended
}

/** Relay refuses first. When it does not answer, the store of shared data is told directly. */
async function tellServices(
  { api, signal }: OpenDevice,
  consentId: ConsentId,
  body: SignedRevocation,
): Promise<Result<{ readonly state: 'ended' | 'pending' }, DeviceProblem>> {
  const revoked = await ask(api.consentRevoke({ params: { consentId }, body, signal }))
  if (revoked.ok) return ok({ state: revoked.value.body.state })
  if (revoked.error.type !== 'Offline') return revoked
  const direct = await ask(api.grantRevoke({ params: { consentId }, body, signal }))
  return direct.ok ? ok({ state: 'pending' }) : revoked
}

function newestVersion(consents: readonly ConsentView[], consentId: ConsentId): number | null {
  const versions = consents
    .filter(({ record }) => record.consent_id === consentId)
    .map(({ record }) => record.version)
  return versions.length === 0 ? null : Math.max(...versions)
}

function signerOf({ session }: OpenDevice) {
  const { deviceId, vaultId } = session.file
  return { patientId: vaultId, deviceId, rosterNumber: rosterOf(session).number }
}

function stateOf({ record, state }: ConsentView): ConsentState {
  const isEnded = state === 'ended' || state === 'pending' || state === 'expired'
  return { record, isEnded, isSuperseded: state === 'superseded', isSuspended: false }
}

async function keepReceipt(device: OpenDevice, name: readonly string[], receipt: object): Promise<void> {
  const objectId = await deriveRecordId(device.session.vault, ['receipt', ...name])
  const write = beginStagedWrite(device.storage)
  const written = await writeObject(device, write, 'records', {
    objectId,
    kind: 'consent-receipt',
    payload: utf8(JSON.stringify(receipt)),
  })
  const draft = device.catalog.draft()
  draft.putNote({ ...factsOf(written), note: 'receipt', table: 'records' })
  const queue = [queueEntry(device, 'records', written)]
  await finishDraft(device, draft, { write, queue, durability: 'strict' })
  device.queued()
}
