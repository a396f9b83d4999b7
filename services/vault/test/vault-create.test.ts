/**
 * Goal: a vault comes into being once, whole, for its own patient, and nobody else ever sees that it exists.
 * Method: the service alone over real HTTP and PostgreSQL; everything sent is made with the cryptography of the app.
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { after, test } from 'node:test'
import { PatientId } from '@nornos/health-model'
import { fromBase64Url, toBase64Url, toHex } from '@nornos/std'
import { creation, draftVault, makeDevice } from './test-device.ts'
import { startVaultAlone } from './vault-alone.ts'

const alone = await startVaultAlone()
after(() => alone[Symbol.asyncDispose]())

test('a patient creates a vault and reads its head, roster and openers back', async () => {
  const device = await makeDevice(alone)
  const { body } = await device.api.vaultRead({ params: { vaultId: device.vaultId } })
  assert.partialDeepStrictEqual(body, { n: 1, epoch: 0, head: toHex(device.head) })
  assert.deepEqual(fromBase64Url(body?.roster.roster ?? ''), device.created.roster.bytes)
  assert.deepEqual(
    body?.slots.map(({ slotId }) => slotId).sort(),
    device.created.slots.map(({ entry }) => entry.id).sort(),
  )
  assert.equal(body?.quota.usedBytes, device.created.keyring.bytes.length)
  for (const { entry, bytes } of device.created.slots) {
    const slot = await device.api.slotRead({ params: { vaultId: device.vaultId, slotId: entry.id } })
    assert.equal(slot.body?.body, toBase64Url(bytes))
  }
})

test('a second vault is refused, the first stays, and nothing of the second is kept', async () => {
  const device = await makeDevice(alone)
  const second = await draftVault(device.vaultId)
  const again = await device.api.vaultCreate({ body: creation(second) })
  assert.partialDeepStrictEqual(again, { status: 409, problem: 'vault-exists' })
  const { body } = await device.api.vaultRead({ params: { vaultId: device.vaultId } })
  assert.equal(body?.head, toHex(device.head))
  const stored = await readdir(`${alone.config.objectFolder}/blobs/${device.vaultId}`, { recursive: true })
  assert.equal(stored.filter((name) => name.length > 60).length, 1)
})

test('of two creations at the same moment exactly one succeeds', async () => {
  const vaultId = randomUUID()
  const api = await alone.signIn('patient', vaultId)
  const drafts = await Promise.all([draftVault(vaultId), draftVault(vaultId)])
  const replies = await Promise.all(drafts.map((draft) => api.vaultCreate({ body: creation(draft) })))
  assert.deepEqual(replies.map((reply) => reply.status).sort(), [201, 409])
})

test('a foreign vault and a vault that never was are the same 404', async () => {
  const device = await makeDevice(alone)
  const stranger = await makeDevice(alone)
  const [slot] = device.created.slots
  const sha256 = toHex(device.created.keyring.blobHash)
  const ask = async (vaultId: PatientId) => {
    const params = { vaultId }
    const { api } = stranger
    const sent = creation(await draftVault(vaultId))
    const slotId = slot?.entry.id ?? ''
    const replies = [
      await api.vaultCreate({ body: sent }),
      await api.vaultRead({ params }),
      await api.slotRead({ params: { vaultId, slotId } }),
      await api.slotPut({
        params: { vaultId, slotId },
        body: { slot: { slotId, body: '' }, roster: sent.roster },
      }),
      await api.blobMissing({ params, body: { hashes: [sha256] } }),
      await api.blobPut({ params: { vaultId, sha256 }, body: device.created.keyring.bytes }),
      await api.blobRead({ params: { vaultId, sha256 } }),
      await api.commitCreate({ params, body: { commit: sent.commit } }),
      await api.commitList({ params, query: { after: '0' } }),
      await api.stateRead({ params, query: {} }),
      await api.vaultEvents({ params }),
    ]
    return replies.map(({ problem, status }) => ({ problem, status }))
  }
  const foreign = await ask(device.vaultId)
  assert.ok(foreign.every((reply) => reply.status === 404 && reply.problem === 'not-found'))
  assert.deepEqual(foreign, await ask(PatientId.parse(randomUUID())))
})

test('what does not belong together creates nothing', async () => {
  const vaultId = randomUUID()
  const api = await alone.signIn('patient', vaultId)
  const [draft, other] = [await draftVault(vaultId), await draftVault(vaultId)]
  const [foreign] = [await draftVault(randomUUID())]
  const good = creation(draft)
  const cases = [
    [{ ...good, roster: creation(other).roster }, 'slot-refused'],
    [{ ...good, roster: { roster: `${good.roster.roster.slice(0, -4)}AAAA` } }, 'roster-refused'],
    [{ ...good, roster: creation(foreign).roster }, 'roster-refused'],
    [{ ...good, slots: [...creation(other).slots] }, 'slot-refused'],
    [{ ...good, slots: [...good.slots, ...creation(other).slots] }, 'slot-refused'],
    [{ ...good, slots: [good.slots[0], good.slots[0]].flatMap((slot) => slot ?? []) }, 'slot-refused'],
    [{ ...good, commit: creation(other).commit }, 'commit-refused'],
    [{ ...good, commit: '' }, 'commit-refused'],
    [{ ...good, keyring: creation(other).keyring }, 'commit-refused'],
  ] as const
  for (const [body, problem] of cases) {
    const reply = await api.vaultCreate({ body: { ...body, slots: [...body.slots] } })
    assert.partialDeepStrictEqual(reply, { status: 422, problem })
  }
  const read = await api.vaultRead({ params: { vaultId: PatientId.parse(vaultId) } })
  assert.equal(read.status, 404)
  assert.equal((await api.vaultCreate({ body: good })).status, 201)
})
