/**
 * Goal: an app with a token brings measurements into its patient's inbox and nothing else; every token that is not
 * good looks the same; what was sent is nowhere in the clear.
 * Method: the whole platform; ingestSend as an exporter app calls it, items opened with the patient's own keys.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { problemCode } from '@nornos/endpoint'
import { InboxHeader } from '@nornos/health-model'
import { configsOf, logTo, TestPlatform } from '@nornos/platform/testing'
import { createConnect } from '@nornos/relay/connect'
import { present } from '@nornos/std'
import { findKept } from './find-kept.ts'
import { openInbox } from './open-inbox.ts'

let env: TestPlatform
const lines: string[] = []
before(async () => {
  logTo({ write: (line) => void lines.push(line) })
  env = await TestPlatform.create()
})
after(() => env[Symbol.asyncDispose]())

const exported =
  '{"data":{"metrics":[{"name":"step_count","units":"count","data":[{"date":"2025-03-01 10:00:00 +0100","qty":4711031}]}]}}'

function send(
  token: string | null,
  body: string,
  headers: Record<string, string> = {},
  to: string = env.publicUrl,
) {
  return fetch(`${to}/v1/ingest`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body,
  })
}

test('what an app sends with its token arrives sealed, in the words in which it was sent', async () => {
  const astrid = await env.makePatient()
  const reply = await astrid.api.ingestTokenMake({ body: { name: 'My phone' } })
  const { address, made, token } = present(reply.body, 'a token')
  assert.equal(address, `${env.publicUrl}/v1/ingest`)
  const answer = await send(token, exported)
  assert.equal(answer.status, 202)
  assert.equal(await answer.text(), '')
  const [item, ...more] = await openInbox(astrid)
  assert.equal(more.length, 0)
  assert.equal(item?.body, exported)
  assert.equal(item?.senderId, `service:ingest:${made.tokenId}`)
  assert.partialDeepStrictEqual(item?.header, {
    v: 1,
    from: { type: 'ingest', id: made.tokenId, name: 'My phone' },
    contentType: 'application/json',
  })
  const listed = await astrid.api.ingestTokenList({})
  assert.ok(listed.body?.tokens[0]?.lastUsedAt)
  const trail = await astrid.api.trailList({ query: {} })
  const actions = trail.body?.events.map((event) => event.action)
  assert.ok(actions?.includes('inbox.delivered') && actions.includes('ingest-token.made'))
})

test('whatever an app calls its bytes, they arrive under a name of theirs that a device takes', async () => {
  const astrid = await env.makePatient()
  const { token } = present((await astrid.api.ingestTokenMake({ body: { name: 'Odd' } })).body, 'a token')
  const called = { '': 'application/octet-stream', json: 'application/octet-stream' }
  const parted = {
    'application/json ; x': 'application/json',
    'text/csv;header=absent': 'text/csv;header=absent',
  }
  const cases = Object.entries({ ...called, ...parted })
  for (const [given] of cases)
    assert.equal((await send(token, exported, { 'content-type': given })).status, 202)
  const arrived = await openInbox(astrid)
  assert.deepEqual(
    arrived.map(({ header }) => InboxHeader.parse(header).contentType),
    cases.map(([, said]) => said),
  )
})

test('while the vault is away an app is asked to come again, and nothing is lost by it', async () => {
  const astrid = await env.makePatient()
  const { token } = present((await astrid.api.ingestTokenMake({ body: { name: 'Late' } })).body, 'a token')
  const { connect } = configsOf(env.installation)
  const nobodyThere = 'http://127.0.0.1:9'
  const away = await createConnect({ ...connect, port: 0, neighbours: { vault: nobodyThere } })
  try {
    const reply = await send(token, exported, {}, away.url)
    assert.equal(reply.status, 503)
    assert.ok(Number(reply.headers.get('retry-after')) > 0)
  } finally {
    await away.close()
  }
  assert.equal((await send(token, exported)).status, 202)
  assert.equal((await openInbox(astrid)).length, 1)
})

test('a token that never was, one that was revoked and none at all are answered alike', async () => {
  const astrid = await env.makePatient()
  const { made, token } = present(
    (await astrid.api.ingestTokenMake({ body: { name: 'Old' } })).body,
    'a token',
  )
  await astrid.api.ingestTokenRevoke({ params: { tokenId: made.tokenId } })
  assert.deepEqual((await astrid.api.ingestTokenList({})).body?.tokens, [])
  const answers = [
    await send(token, exported),
    await send(`nit_${'A'.repeat(43)}`, exported),
    await send(null, exported),
    await send('no token', exported),
  ]
  const texts = await Promise.all(answers.map((answer) => answer.text()))
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [401])
  assert.equal(new Set(texts).size, 1)
  assert.deepEqual(await openInbox(astrid), [])
})

test('a neighbour neither sees nor revokes a token', async () => {
  const [astrid, mallory] = [await env.makePatient(), await env.makePatient('Mallory')]
  const { made, token } = present(
    (await astrid.api.ingestTokenMake({ body: { name: 'Mine' } })).body,
    'a token',
  )
  assert.deepEqual((await mallory.api.ingestTokenList({})).body?.tokens, [])
  const reply = await mallory.api.ingestTokenRevoke({ params: { tokenId: made.tokenId } })
  assert.equal(reply.status, 404)
  assert.equal((await send(token, exported)).status, 202)
})

test('nothing, too much and too often are refused with what to do about it', async () => {
  const astrid = await env.makePatient()
  const { token } = present((await astrid.api.ingestTokenMake({ body: { name: 'Loud' } })).body, 'a token')
  assert.equal((await send(token, '')).status, 422)
  assert.equal((await send(token, ' '.repeat(24 * 1024 * 1024 + 1))).status, 413)
  assert.deepEqual(await openInbox(astrid), [])
  let last = await send(token, '')
  for (let count = 0; count < 120 && last.status !== 429; count++) last = await send(token, '')
  assert.equal(last.status, 429)
  assert.ok(Number(last.headers.get('retry-after')) > 0)
})

test('at most twenty tokens, and an inbox whose patient blocks the token takes nothing', async () => {
  const astrid = await env.makePatient()
  const first = present((await astrid.api.ingestTokenMake({ body: { name: 'One' } })).body, 'a token')
  for (let count = 1; count < 20; count++) await astrid.api.ingestTokenMake({ body: { name: `No ${count}` } })
  assert.equal((await astrid.api.ingestTokenMake({ body: { name: 'One more' } })).problem, 'too-many-tokens')
  const senderId = `service:ingest:${first.made.tokenId}`
  await astrid.api.inboxSenderPut({
    params: { vaultId: astrid.patientId, senderId },
    body: { rule: 'blocked' },
  })
  const refused = await send(first.token, exported)
  assert.deepEqual([refused.status, problemCode((await refused.json()).type)], [409, 'inbox-refused'])
})

test('a value that was sent is in no database, folder or log, and neither is the token', async () => {
  const astrid = await env.makePatient()
  const { token } = present((await astrid.api.ingestTokenMake({ body: { name: 'Canary' } })).body, 'a token')
  await send(token, exported.replace('4711031', '"canary-of-an-ingest-4711"'))
  const canaries = [
    { name: 'value', text: 'canary-of-an-ingest-4711' },
    { name: 'token', text: token.slice(4) },
  ]
  assert.deepEqual(await findKept(env, lines, canaries), [])
})
