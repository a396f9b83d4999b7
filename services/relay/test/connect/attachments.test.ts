/**
 * Goal: the files that a clinic's documents and reports point at arrive as they are, once; the patient's token goes to no
 * other server for them; and one that is missing, refused, too large or broken keeps nothing else waiting.
 * Method: the whole platform against stand-ins for a record server and for a stranger that documents point at as well.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import {
  type Answer,
  connectionOf,
  connectVendor,
  logTo,
  type StandIn,
  startStandIn,
  TestPlatform,
  untilSettled,
} from '@nornos/platform/testing'
import { type Arrived, openInbox } from './open-inbox.ts'

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
      recordServers: [{ name: 'Fjord Clinic', serverUrl: url(), clientId: server.clientId }],
      insideHosts: [server.host, elsewhere.host],
    },
  })
})
after(async () => {
  await env[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
  await elsewhere[Symbol.asyncDispose]()
})

const url = () => `${server.url}/fhir/R4`
const letter = new Uint8Array([...Buffer.from('%PDF-1.7\n'), 0, 255, 254, 10, ...randomBytes(2_000)])
const scan = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...randomBytes(500)])

/** Documents that point at these, and a report that points at one more. */
const bundle = (documents: readonly string[], report?: string, lastUpdated = '2026-01-01T00:00:00Z') => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: [
    ...documents.map((at, index) => ({
      resource: {
        resourceType: 'DocumentReference',
        id: `d${index}`,
        meta: { lastUpdated },
        content: [{ attachment: { contentType: 'application/pdf', url: at } }],
      },
    })),
    ...(report === undefined
      ? []
      : [{ resource: { resourceType: 'DiagnosticReport', id: 'r1', presentedForm: [{ url: report }] } }]),
  ],
})

let record = bundle([])
const files = new Map<string, Answer>()
beforeEach(() => {
  files.clear()
  server.asked.length = 0
  server.answer = ({ url: { pathname } }) => {
    if (pathname.endsWith('/smart-configuration')) {
      const [authorization_endpoint, token_endpoint] = [`${server.url}/authorize`, `${server.url}/token`]
      return { body: { authorization_endpoint, token_endpoint, code_challenge_methods_supported: ['S256'] } }
    }
    return pathname.endsWith('/$everything') ? { body: record } : (files.get(pathname) ?? null)
  }
})

const asked = (path: string) => server.asked.filter(({ url: { pathname } }) => pathname.endsWith(path))
const filesIn = (arrived: readonly Arrived[]) =>
  arrived.filter(({ header }) => header.contentType !== 'application/json')

test('the files of a document and of a report arrive byte for byte, once, under a name that says what they are', async () => {
  record = bundle(['Binary/letter', `${url()}/Binary/letter`], '/fhir/R4/Binary/scan')
  files.set('/fhir/R4/Binary/letter', { headers: { 'content-type': 'application/pdf' }, body: letter })
  files.set('/fhir/R4/Binary/scan', { headers: { 'content-type': 'image/jpeg' }, body: scan })
  const astrid = await env.makePatient()
  const connectionId = await connectVendor(astrid, 'fhir', url())
  assert.equal((await untilSettled(astrid, connectionId)).trouble, null)
  const arrived = await openInbox(astrid)
  assert.equal(arrived.length, 3)
  const named = new Map(filesIn(arrived).map(({ bytes, header }) => [header.contentType, { bytes, header }]))
  assert.deepEqual(named.get('application/pdf')?.bytes, letter)
  assert.match(named.get('application/pdf')?.header.name ?? '', /^fhir-attachments-[0-9a-f]{8}\.pdf$/)
  assert.deepEqual(named.get('image/jpeg')?.bytes, scan)
  assert.match(named.get('image/jpeg')?.header.name ?? '', /\.jpg$/)
  assert.equal(asked('/Binary/letter')[0]?.headers.accept, '*/*')

  await astrid.api.connectionSync({ params: { connectionId } })
  await untilSettled(astrid, connectionId)
  assert.equal((await openInbox(astrid)).length, 3)
  assert.equal(asked('/Binary/letter').length, 1, 'the same document is not fetched again')

  record = bundle(['Binary/letter'], undefined, '2026-02-01T00:00:00Z')
  const corrected = new Uint8Array([...letter, 1])
  files.set('/fhir/R4/Binary/letter', { headers: { 'content-type': 'application/pdf' }, body: corrected })
  await astrid.api.connectionSync({ params: { connectionId } })
  await untilSettled(astrid, connectionId)
  assert.ok((await openInbox(astrid)).some(({ bytes }) => Buffer.compare(bytes, corrected) === 0))
})

test('a file on another server, on another part of this one or in no place is not asked for', async () => {
  record = bundle([
    `${elsewhere.url}/fhir/R4/Binary/letter`,
    `${server.url}/admin/letter`,
    `http://somebody@${server.host}/fhir/R4/Binary/letter`,
    '../../admin/letter',
    'urn:uuid:6d3c8a5e-2b7e-4a3c-9f51-0c2a1f1e7b10',
    '#contained',
    '',
  ])
  const astrid = await env.makePatient()
  const connectionId = await connectVendor(astrid, 'fhir', url())
  assert.equal((await untilSettled(astrid, connectionId)).trouble, null)
  assert.equal((await openInbox(astrid)).length, 1)
  assert.deepEqual(elsewhere.asked, [])
  assert.deepEqual(
    [...new Set(server.asked.map(({ url: at }) => at.pathname))],
    ['/fhir/R4/Patient/pat-1/$everything'],
  )
})

test('a file that leads to another server is left out, and the token stays here', async () => {
  record = bundle(['Binary/away', 'Binary/letter'])
  const location = `${elsewhere.url}/fhir/R4/Binary/away`
  files.set('/fhir/R4/Binary/away', { status: 302, headers: { location } })
  files.set('/fhir/R4/Binary/letter', { headers: { 'content-type': 'application/pdf' }, body: letter })
  const astrid = await env.makePatient()
  const connectionId = await connectVendor(astrid, 'fhir', url())
  assert.equal((await untilSettled(astrid, connectionId)).trouble, null)
  assert.deepEqual(
    filesIn(await openInbox(astrid)).map(({ bytes }) => bytes),
    [letter],
  )
  assert.deepEqual(elsewhere.asked, [])
})

test('a file that is missing, refused or too large stops neither the others nor the connection', async () => {
  const names = ['missing', 'forbidden', 'unauthorized', 'broken', 'huge', 'letter']
  record = bundle(names.map((name) => `Binary/${name}`))
  files.set('/fhir/R4/Binary/forbidden', { status: 403 })
  files.set('/fhir/R4/Binary/unauthorized', { status: 401 })
  files.set('/fhir/R4/Binary/broken', { status: 500 })
  files.set('/fhir/R4/Binary/huge', { body: new Uint8Array(33 * 1024 * 1024) })
  files.set('/fhir/R4/Binary/letter', { headers: { 'content-type': 'application/pdf' }, body: letter })
  const astrid = await env.makePatient()
  const connectionId = await connectVendor(astrid, 'fhir', url())
  const settled = await untilSettled(astrid, connectionId)
  assert.partialDeepStrictEqual(settled, { state: 'connected', trouble: null })
  assert.notEqual(settled.lastSuccessAt, null)
  assert.deepEqual(
    filesIn(await openInbox(astrid)).map(({ bytes }) => bytes),
    [letter],
  )
  for (const name of names) assert.ok(asked(`/Binary/${name}`).length > 0, name)
  const waits = Date.parse(settled.nextSyncAt ?? '') - Date.now()
  assert.ok(waits > 0 && waits <= 3_600_000, 'what failed at the server is tried again within the hour')
})

test('a file that the whole server does not answer for keeps its place, and arrives afterwards', async () => {
  record = bundle(['Binary/letter'])
  files.set('/fhir/R4/Binary/letter', { status: 429, headers: { 'retry-after': '1' } })
  const astrid = await env.makePatient()
  const connectionId = await connectVendor(astrid, 'fhir', url())
  const waiting = await untilSettled(astrid, connectionId, ({ trouble }) => trouble !== null)
  assert.equal(waiting.trouble, 'vendor-limit')
  files.set('/fhir/R4/Binary/letter', { headers: { 'content-type': 'application/pdf' }, body: letter })
  await untilSettled(astrid, connectionId, ({ lastSuccessAt }) => lastSuccessAt !== null)
  assert.equal(filesIn(await openInbox(astrid)).length, 1)
  assert.equal((await connectionOf(astrid, connectionId)).trouble, null)
})
