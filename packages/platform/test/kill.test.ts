/**
 * Goal: whatever was acknowledged is there after `kill -9`, and nobody is signed out by it. Method: the whole platform in
 * a process of its own; a patient creates a vault, stores a blob and shares; the process is killed in the middle of more
 * of the same; it starts again on the same state.
 */
import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { openSeed } from '@nornos/auth/seed'
import { sealObject } from '@nornos/crypto/vault-seal'
import { PlatformId } from '@nornos/health-model'
import { systemClock } from '@nornos/service-kit'
import { toHex } from '@nornos/std'
import { freePorts } from '../src/compose/free-ports.ts'
import type { Ports } from '../src/compose/layout.ts'
import { makePatient } from '../src/testing/make-patient.ts'
import { makePerson } from '../src/testing/people.ts'

test(
  'nothing that was acknowledged is lost to kill -9, and sessions go on',
  { timeout: 120_000 },
  async () => {
    const stateFolder = await mkdtemp(path.join(tmpdir(), 'nornos-kill-'))
    const ports = await freePorts()
    let running = await run(stateFolder, ports)
    try {
      const seed = await openSeed(running.auth)
      const person = await makePerson(ports, seed, { name: 'Astrid Lunde', actor: 'patient' })
      const organizationId = await seed.createOrganization('Fjord Clinic')
      const clinic = { organizationId, verified: true }
      const doctor = await makePerson(ports, seed, { name: 'Ingrid Solheim', actor: 'doctor', clinic })
      const { platformId } = running
      const alice = await makePatient({ clock: systemClock, platformId }, person)
      await alice.share(doctor.granteeId ?? '', ['sleep'])
      const acknowledged = await storeUntilKilled(alice, running.process)
      await seed.close()

      running = await run(stateFolder, ports)
      const consents = await alice.api.consentList({})
      assert.deepEqual(
        consents.body?.consents.map(({ state }) => state),
        ['live'],
      )
      const { body } = await alice.api.blobMissing({
        params: { vaultId: alice.patientId },
        body: { hashes: acknowledged },
      })
      assert.ok(acknowledged.length > 0)
      assert.deepEqual(body?.missing, [])
      assert.equal((await doctor.api.shareList({})).body?.shares.length, 1)
    } finally {
      const ended = once(running.process, 'exit')
      running.process.kill('SIGKILL')
      await ended
      await rm(stateFolder, { recursive: true, force: true })
    }
  },
)

/** The names of the blobs that were acknowledged before the process died. */
async function storeUntilKilled(
  alice: Awaited<ReturnType<typeof makePatient>>,
  process: ChildProcess,
): Promise<string[]> {
  const acknowledged: string[] = []
  const died = once(process, 'exit')
  for (let index = 0; index < 1_000 && process.signalCode === null; index++) {
    const payload = crypto.getRandomValues(new Uint8Array(2_000))
    const object = { objectId: crypto.randomUUID(), version: 1, kind: 'record', payload } as const
    const { bytes, blobHash } = await sealObject(alice.created.vault, object)
    const params = { vaultId: alice.patientId, sha256: toHex(blobHash) }
    const reply = await alice.api.blobPut({ params, body: bytes }).catch(() => null)
    if (reply === null) break
    assert.equal(reply.status, 201, reply.problem)
    acknowledged.push(params.sha256)
    if (acknowledged.length === 20) process.kill('SIGKILL')
  }
  await died
  return acknowledged
}

async function run(stateFolder: string, ports: Ports) {
  const fixture = new URL('./fixtures/run-platform.ts', import.meta.url)
  const child = fork(fixture, [JSON.stringify({ stateFolder, ports })])
  const [message] = await once(child, 'message')
  const { auth, platformId } = Object(message)
  return { process: child, auth, platformId: PlatformId.parse(platformId) }
}
