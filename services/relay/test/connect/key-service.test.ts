/**
 * Goal: what vendors gave opens under a key service in its row alone; while the service fails the patient is told that it
 * is not the vendor, nothing is lost, and it goes on when the service is back.
 * Method: the contract of key ports; the seals of connect; the whole platform with a stand-in of AWS KMS and of Oura.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  agreeAt,
  connectionOf,
  connectVendor,
  registrationsOf,
  startStandIn,
  TestPlatform,
  untilSettled,
} from '@nornos/platform/testing'
import { keyPortContract } from '@nornos/platform/testing/key-port-contract'
import { startKeyService } from '@nornos/platform/testing/key-service'
import { present } from '@nornos/std'
import {
  ConnectionSecrets,
  openSecrets,
  openSecretsToChange,
  sealSecrets,
} from '../../src/connect/connection-secrets.ts'
import { openKeyPort } from '../../src/connect/store/open-key-port.ts'
import { openInbox } from './open-inbox.ts'

const context = ['connections', 'patient 1', 'connection 1'] as const

for (const { name, run } of keyPortContract) test(name, () => run({ openKeyPort, context }))

const secrets = { accessToken: 'a', refreshToken: null, expiresAt: null, account: null, site: null }
const place = ['connections', 'patient', 'one'] as const

test('tokens open under the key service in their own row, and nowhere while its key is switched off', async () => {
  await using service = await startKeyService()
  const open = () => openKeyPort({ keyFolder: '/nowhere', keyService: service.config })
  const sealed = await sealSecrets({ keys: await open() }, place, secrets)
  const keys = await open()
  assert.deepEqual(await openSecrets({ keys }, place, sealed, ConnectionSecrets), secrets)
  const other = ['connections', 'patient', 'two'] as const
  await assert.rejects(openSecrets({ keys }, other, sealed, ConnectionSecrets), { code: 'cannot-open' })
  service.fault = { status: 400, type: 'DisabledException' }
  await assert.rejects(openSecrets({ keys }, place, sealed, ConnectionSecrets), { trouble: 'key-disabled' })
})

test('a token that a vendor gives once is sealed although the key service fails meanwhile', async () => {
  await using service = await startKeyService()
  const keys = await openKeyPort({ keyFolder: '/nowhere', keyService: service.config })
  const sealed = await sealSecrets({ keys }, place, secrets)
  const opened = await openSecretsToChange({ keys }, place, sealed)
  service.fault = 'silent'
  const fresh = { ...opened.value, refreshToken: 'rotated' }
  const resealed = { ...sealed, secrets: await opened.reseal(fresh) }
  service.fault = null
  assert.deepEqual(await openSecrets({ keys }, place, resealed, ConnectionSecrets), fresh)
})

test('while the key service fails, the trouble of a connection is not the vendor’s, and it ends with it', async () => {
  const night = JSON.stringify({ data: [{ id: 'night', average_hrv: 44 }], next_token: null })
  await using service = await startKeyService()
  await using oura = await startStandIn()
  oura.answer = ({ url }) => {
    if (url.pathname.endsWith('/personal_info')) return { body: { id: 'account' } }
    return { body: url.pathname.endsWith('/usercollection/sleep') ? night : { data: [], next_token: null } }
  }
  const registrations = registrationsOf({ oura })
  await using env = await TestPlatform.create({ registrations, keyService: service.config })
  const astrid = await env.makePatient()
  const connectionId = await connectVendor(astrid, 'oura')
  const good = await untilSettled(astrid, connectionId)
  assert.equal(good.trouble, null)
  const delivered = (await openInbox(astrid)).length

  service.fault = { status: 400, type: 'DisabledException' }
  const asked = oura.asked.length
  await astrid.api.connectionSync({ params: { connectionId } })
  const locked = await untilSettled(astrid, connectionId, ({ trouble }) => trouble !== null)
  assert.partialDeepStrictEqual(locked, {
    ...{ state: 'connected', trouble: 'key-unavailable' },
    lastSuccessAt: good.lastSuccessAt,
  })
  assert.equal(oura.asked.length, asked, 'the vendor is not asked for what could not be used')
  const begun = await astrid.api.connectionStart({ body: { vendor: 'oura' } })
  assert.deepEqual([begun.status, begun.problem], [503, 'service-unavailable'])

  service.fault = null
  await astrid.api.connectionSync({ params: { connectionId } })
  const back = await untilSettled(astrid, connectionId, (one) => one.lastSuccessAt !== good.lastSuccessAt)
  assert.deepEqual([back.state, back.trouble], ['connected', null])
  assert.equal((await openInbox(astrid)).length, delivered, 'what was known is not sent again')
  assert.equal((await connectionOf(astrid, connectionId)).trouble, null)
})

test('an answer that comes while the key service fails is not used up', async () => {
  await using service = await startKeyService()
  await using oura = await startStandIn()
  oura.answer = () => ({ body: { id: 'account', data: [], next_token: null } })
  const registrations = registrationsOf({ oura })
  await using env = await TestPlatform.create({ registrations, keyService: service.config })
  const { api } = await env.makePatient()
  const begun = present((await api.connectionStart({ body: { vendor: 'oura' } })).body, 'begun')
  const sent = await agreeAt(begun.authorizationUrl)

  service.fault = { status: 400, type: 'DisabledException' }
  const early = await api.connectionFinish({ body: sent })
  assert.deepEqual([early.status, early.problem], [503, 'service-unavailable'])
  assert.equal(oura.asked.length, 0, 'the code is not spent on what could not be kept')

  service.fault = null
  assert.equal((await api.connectionFinish({ body: sent })).status, 200)
})
