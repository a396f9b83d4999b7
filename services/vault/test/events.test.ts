/**
 * Goal: a device learns of each new head at once, and misses none between asking and listening.
 * Method: the service alone over real server-sent events.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { present, toHex } from '@nornos/std'
import { makeDevice } from './test-device.ts'
import { startVaultAlone } from './vault-alone.ts'

const alone = await startVaultAlone()
after(() => alone[Symbol.asyncDispose]())

test('the present head comes first, then each new one', async () => {
  const device = await makeDevice(alone)
  const leaving = new AbortController()
  const params = { vaultId: device.vaultId }
  const reply = await device.api.vaultEvents({ params, signal: leaving.signal })
  const heads = present(reply.body, 'a stream')[Symbol.asyncIterator]()
  assert.partialDeepStrictEqual((await heads.next()).value, { id: '1', value: { n: 1 } })
  await device.store('news')
  assert.partialDeepStrictEqual((await heads.next()).value, { value: { n: 2, head: toHex(device.head) } })
  await device.store('more news')
  assert.partialDeepStrictEqual((await heads.next()).value, { value: { n: 3, head: toHex(device.head) } })
  leaving.abort()
})

test('a commit that another process accepts is announced here too', async () => {
  const device = await makeDevice(alone)
  const { database, objectFolder } = alone.config
  await using other = await startVaultAlone({ database, objectFolder })
  const api = await other.signIn('patient', device.vaultId)
  const leaving = new AbortController()
  const reply = await api.vaultEvents({ params: { vaultId: device.vaultId }, signal: leaving.signal })
  const heads = present(reply.body, 'a stream')[Symbol.asyncIterator]()
  assert.partialDeepStrictEqual((await heads.next()).value, { value: { n: 1 } })
  await device.store('from the first process')
  assert.partialDeepStrictEqual((await heads.next()).value, { value: { n: 2 } })
  leaving.abort()
})

test('a notification that is lost is made good by looking again', async () => {
  await using deaf = await startVaultAlone({}, { lookAgainMs: 20 })
  const device = await makeDevice(deaf)
  const leaving = new AbortController()
  const reply = await device.api.vaultEvents({ params: { vaultId: device.vaultId }, signal: leaving.signal })
  const heads = present(reply.body, 'a stream')[Symbol.asyncIterator]()
  assert.partialDeepStrictEqual((await heads.next()).value, { value: { n: 1 } })
  const head = new Uint8Array(32).fill(9)
  // Written past the service, so that nothing announces it.
  await deaf.database.superuser.query('update vaults set n = 2, head = $2 where vault_id = $1', [
    device.vaultId,
    head,
  ])
  assert.partialDeepStrictEqual((await heads.next()).value, { value: { n: 2, head: toHex(head) } })
  leaving.abort()
})
