/**
 * Goal: an installation comes back from its encrypted backup with people and vaults; what a patient stopped sharing after
 * the backup stays stopped, who waited for a recovery contact waits anew, and the keys of what was shared are in no backup.
 * Method: the whole platform on state folders of its own; stopped, backed up, restored into a fresh folder, started.
 */
import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { openSeed } from '@nornos/auth/seed'
import { sealObject } from '@nornos/crypto/vault-seal'
import { logTo, systemClock } from '@nornos/service-kit'
import { toHex } from '@nornos/std'
import { generateX25519Identity } from 'age-encryption'
import { createBackup, restoreBackup, verifyBackup } from '../src/backup/installation-backup.ts'
import { freePorts } from '../src/compose/free-ports.ts'
import { startPlatform } from '../src/start-platform.ts'
import { makePatient } from '../src/testing/make-patient.ts'
import { makePerson } from '../src/testing/people.ts'

logTo({ write: () => undefined })

test('revoke, then restore an earlier backup, then read: not found; the vault is back', async () => {
  await using cleaning = new AsyncDisposableStack()
  const folder = await mkdtemp(path.join(tmpdir(), 'nornos-backup-'))
  cleaning.defer(() => rm(folder, { recursive: true, force: true }))
  const [before, after] = [path.join(folder, 'before'), path.join(folder, 'after')]
  const file = path.join(folder, 'installation.age')
  const identity = await generateX25519Identity()
  const ports = await freePorts()

  const first = await startPlatform({ stateFolder: before, ports })
  const seed = await openSeed(first.auth)
  const person = await makePerson(ports, seed, { name: 'Astrid Lunde', actor: 'patient' })
  const clinic = { organizationId: await seed.createOrganization('Fjord Clinic'), verified: true }
  const doctor = await makePerson(ports, seed, { name: 'Ingrid Solheim', actor: 'doctor', clinic })
  const alice = await makePatient({ clock: systemClock, platformId: first.platformId }, person)
  const payload = crypto.getRandomValues(new Uint8Array(2_000))
  const object = { objectId: crypto.randomUUID(), version: 1, kind: 'record', payload } as const
  const { bytes, blobHash } = await sealObject(alice.created.vault, object)
  const blob = { vaultId: alice.patientId, sha256: toHex(blobHash) }
  assert.equal((await alice.api.blobPut({ params: blob, body: bytes })).status, 201)
  const consent = await alice.share(doctor.granteeId ?? '', ['sleep'])
  const issue = { patientId: alice.patientId, purpose: 'routine_checkup' } as const
  assert.equal((await doctor.api.accessTokenIssue({ body: issue })).problem, undefined)
  const slotId = crypto.randomUUID()
  const half = Buffer.alloc(32, 7).toString('base64url')
  await alice.api.recoveryHalfPut({ params: { slotId }, body: { half } })
  assert.equal((await alice.api.recoveryAsk({ body: { slotId } })).status, 200)
  await assert.rejects(createBackup(before, file, identity), { code: 'state-in-use' })
  await seed.close()
  await first.close()

  const written = await createBackup(before, file, identity)
  assert.ok(written.files > 100)
  assert.ok((await verifyBackup(file, identity, 1)).checked > 0)
  await refusesSpoilt(file, identity)

  const second = await startPlatform({ stateFolder: before, ports })
  await alice.stopSharing(consent)
  await alice.api.recoveryStop({})
  await second.close()
  await assert.rejects(restoreBackup(before, file, identity), /not empty/)
  await rm(before, { recursive: true })

  await restoreBackup(after, file, identity)
  assert.deepEqual(await readdir(path.join(after, 'keys', 'shared-data')).catch(() => []), [])
  const third = await startPlatform({ stateFolder: after, ports })
  cleaning.defer(() => third.close())
  assert.equal((await doctor.api.accessTokenIssue({ body: issue })).status, 404)
  assert.deepEqual((await doctor.api.shareList({})).body?.shares, [])
  const { body } = await alice.api.blobMissing({
    params: { vaultId: alice.patientId },
    body: { hashes: [blob.sha256] },
  })
  assert.deepEqual(body?.missing, [])
  // Who waited for the help of a recovery contact was stopped; the half is back, and is asked for anew.
  assert.deepEqual((await alice.api.recoveryRead({})).body, { slotIds: [slotId], request: null })
  // The vault says that it was put back, so that devices which have seen more ask instead of raising an alarm.
  const vault = (await alice.api.vaultRead({ params: { vaultId: alice.patientId } })).body
  assert.equal(vault?.restored?.n, vault?.n)
  // Sharing works again, once the patient says so again.
  await alice.share(doctor.granteeId ?? '', ['sleep'])
  assert.equal((await doctor.api.accessTokenIssue({ body: issue })).problem, undefined)
})

async function refusesSpoilt(file: string, identity: string): Promise<void> {
  const bytes = await readFile(file)
  const middle = Math.floor(bytes.length / 2)
  bytes[middle] = (bytes[middle] ?? 0) ^ 1
  await writeFile(`${file}.spoilt`, bytes)
  await writeFile(`${file}.short`, bytes.subarray(0, 100_000))
  for (const bad of [`${file}.spoilt`, `${file}.short`]) await assert.rejects(verifyBackup(bad, identity, 1))
  await assert.rejects(verifyBackup(file, await generateX25519Identity(), 1))
}
