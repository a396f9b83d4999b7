/**
 * Goal: any record server that speaks SMART on FHIR brings a patient's record, and a hostile one gets nothing: not the
 * token, not a call inside the network, not an endless listing.
 * Method: the whole platform against a stand-in that speaks the documented protocol, and then misbehaves.
 */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import {
  type AnswerTo,
  connectVendor,
  logTo,
  type StandIn,
  startStandIn,
  TestPlatform,
  untilSettled,
} from '@nornos/platform/testing'
import { openInbox } from './open-inbox.ts'

let server: StandIn
let elsewhere: StandIn
let env: TestPlatform
before(async () => {
  logTo({ write: () => undefined })
  server = await startStandIn()
  elsewhere = await startStandIn()
  server.tokenExtras = { patient: 'pat-1' }
  env = await TestPlatform.create({
    registrations: {
      vendors: {},
      recordServers: [
        { name: 'Fjord Clinic', serverUrl: `${server.url}/fhir/R4`, clientId: server.clientId },
      ],
      otherServersClientId: server.clientId,
      insideHosts: [server.host, elsewhere.host],
    },
  })
})
after(async () => {
  await env[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
  await elsewhere[Symbol.asyncDispose]()
})

const configuration = () => ({
  authorization_endpoint: `${server.url}/authorize`,
  token_endpoint: `${server.url}/token`,
  revocation_endpoint: `${server.url}/revoke`,
  code_challenge_methods_supported: ['S256'],
  capabilities: ['launch-standalone'],
})

const bundle = (id: string, next?: string) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: [{ resource: { resourceType: 'Observation', id } }],
  ...(next === undefined ? {} : { link: [{ relation: 'next', url: next }] }),
})

const speaking =
  (pages: AnswerTo): AnswerTo =>
  (asked) =>
    asked.url.pathname.endsWith('/smart-configuration') ? { body: configuration() } : pages(asked)

const whole: AnswerTo = ({ url }) => {
  if (!url.pathname.endsWith('/Patient/pat-1/$everything')) return null
  const page = url.searchParams.get('page')
  return { body: page === '2' ? bundle('o2') : bundle('o1', `${url.origin}${url.pathname}?page=2`) }
}

beforeEach(() => {
  server.answer = speaking(whole)
})

const url = () => `${server.url}/fhir/R4`

test('a whole record arrives page by page, through a token that ended in between', async () => {
  const astrid = await env.makePatient()
  server.answer = speaking((asked) => {
    if (asked.url.searchParams.get('page') === null) server.expireAccess()
    return whole(asked)
  })
  const connectionId = await connectVendor(astrid, 'fhir', url())
  const connection = await untilSettled(astrid, connectionId)
  assert.partialDeepStrictEqual(connection, { name: 'Fjord Clinic', state: 'connected', trouble: null })
  const arrived = await openInbox(astrid)
  assert.deepEqual(arrived.map(({ body }) => JSON.parse(body).entry[0].resource.id).sort(), ['o1', 'o2'])
  assert.partialDeepStrictEqual(arrived[0]?.header, {
    from: { type: 'fhir', id: connectionId, name: 'Fjord Clinic' },
  })
  const ended = await astrid.api.connectionEnd({ params: { connectionId } })
  assert.deepEqual(ended.body, { vendorTold: 'yes' })
})

test('a clinic that lets nobody in any more names its address, and signing in there goes on with the same connection', async () => {
  const astrid = await env.makePatient()
  const connectionId = await connectVendor(astrid, 'fhir', `${url()}/`)
  await untilSettled(astrid, connectionId)
  server.revokeAll()
  await astrid.api.connectionSync({ params: { connectionId } })
  const out = await untilSettled(astrid, connectionId, ({ state }) => state === 'needs-sign-in')
  assert.equal(out.serverUrl, url())
  assert.equal(await connectVendor(astrid, 'fhir', out.serverUrl ?? ''), connectionId)
  assert.equal((await untilSettled(astrid, connectionId)).state, 'connected')
  assert.equal((await openInbox(astrid)).length, 2, 'what was known is not sent again')
  const mallory = await env.makePatient('Mallory')
  assert.notEqual(await connectVendor(mallory, 'fhir', url()), connectionId, 'a neighbour has their own')
})

test('where the whole record is not offered, it is fetched kind by kind', async () => {
  const astrid = await env.makePatient()
  server.answer = speaking(({ url }) => {
    if (url.pathname.endsWith('$everything')) return { status: 404 }
    if (url.pathname.endsWith('/Condition')) return { body: bundle('c1') }
    return url.pathname.endsWith('/Procedure')
      ? { status: 403 }
      : { body: { resourceType: 'Bundle', type: 'searchset', total: 0 } }
  })
  const connectionId = await connectVendor(astrid, 'fhir', url())
  assert.equal((await untilSettled(astrid, connectionId)).trouble, null)
  assert.deepEqual(
    (await openInbox(astrid)).map(({ body }) => body),
    [JSON.stringify(bundle('c1'))],
  )
  const asked = new Set(server.asked.map(({ url: at }) => at.pathname.split('/').at(-1)))
  for (const kind of ['MedicationStatement', 'CarePlan', 'DiagnosticReport']) assert.ok(asked.has(kind), kind)
})

test('a next page on another server, and one that leads back, end the listing; the token stays here', async () => {
  for (const next of [
    () => `${elsewhere.url}/fhir/R4/Observation?page=2`,
    () => `${server.url}/admin?page=2`,
    () => `${url()}/Patient/pat-1/$everything?page=1`,
  ]) {
    const astrid = await env.makePatient()
    server.answer = speaking(({ url: at }) =>
      at.pathname.includes('/fhir/') ? { body: bundle('o1', next()) } : null,
    )
    const connectionId = await connectVendor(astrid, 'fhir', url())
    const connection = await untilSettled(astrid, connectionId)
    assert.equal(connection.trouble, 'answer-not-understood')
    assert.deepEqual(elsewhere.asked, [])
  }
})

test('an answer that leads to another server is not followed', async () => {
  const astrid = await env.makePatient()
  server.answer = speaking(() => ({ status: 302, headers: { location: `${elsewhere.url}/fhir/R4/Patient` } }))
  const connectionId = await connectVendor(astrid, 'fhir', url())
  assert.equal((await untilSettled(astrid, connectionId)).trouble, 'answer-not-understood')
  assert.deepEqual(elsewhere.asked, [])
})

test('addresses inside the network, without https or with a name in them are refused before anything is called', async () => {
  const astrid = await env.makePatient()
  for (const serverUrl of [
    'http://records.example/fhir',
    'https://127.0.0.1/fhir',
    'https://[::1]/fhir',
    'https://[::ffff:10.0.0.1]/fhir',
    'https://169.254.169.254/latest/meta-data',
    'https://192.168.1.1/fhir',
    'https://2130706433/fhir',
    'https://somebody:secret@records.example/fhir',
    'file:///etc/passwd',
  ]) {
    const reply = await astrid.api.connectionStart({ body: { vendor: 'fhir', serverUrl } })
    assert.equal(reply.problem, 'server-refused', serverUrl)
  }
})

test('a server that names endpoints inside the network, has no PKCE or says nothing is refused', async () => {
  const astrid = await env.makePatient()
  const start = () => astrid.api.connectionStart({ body: { vendor: 'fhir', serverUrl: url() } })
  server.answer = () => ({ body: { ...configuration(), token_endpoint: 'https://10.0.0.1/token' } })
  assert.equal((await start()).problem, 'server-refused')
  server.answer = () => ({ body: { ...configuration(), code_challenge_methods_supported: [] } })
  assert.equal((await start()).problem, 'server-refused')
  server.answer = () => ({ status: 404 })
  assert.equal((await start()).problem, 'server-refused')
  server.answer = () => ({ status: 503 })
  assert.equal((await start()).problem, 'vendor-not-reached')
})
