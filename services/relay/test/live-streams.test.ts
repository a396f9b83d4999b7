/**
 * Goal: a doctor learns within two seconds that a share began or ended, a patient sees each access at once, and
 * neither hears of anybody else. Method: open streams over HTTP, and the time until the event arrives.
 */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { DAY_MILLISECONDS, millisecondsToInstant } from '@nornos/health-model'
import { service } from './kept-rows.ts'
import { type RelayAlone, startRelayAlone } from './relay-alone.ts'
import { accessTokenOf, hrvPath, readPlainly, shareWithDoctor } from './shared-reading.ts'

let env: RelayAlone

before(async () => {
  env = await startRelayAlone()
})
after(() => env[Symbol.asyncDispose]())
beforeEach(() => {
  env.sharedData.answers = { '/v1/reads': () => Response.json({}) }
})

interface Heard<Value> extends AsyncDisposable {
  /** The next event, and the milliseconds that it took. */
  next(): Promise<{ readonly value: Value; readonly ms: number }>
}

function listen<Value>(events: AsyncIterable<{ value: Value }>, stop: AbortController): Heard<Value> {
  const iterator = events[Symbol.asyncIterator]()
  return {
    next: async () => {
      const start = performance.now()
      const { done, value } = await iterator.next()
      assert.ok(!done, 'the stream ended')
      return { value: value.value, ms: performance.now() - start }
    },
    [Symbol.asyncDispose]: async () => stop.abort(),
  }
}

async function followShares(doctor: Awaited<ReturnType<typeof env.makeDoctor>>) {
  const stop = new AbortController()
  const { body } = await doctor.api.shareEvents({ signal: stop.signal })
  assert.ok(body)
  return listen(body, stop)
}

test('a doctor hears of a share that begins and of its end within two seconds', async () => {
  const [alice, bob, eve] = [await env.makePatient(), await env.makeDoctor(), await env.makeDoctor()]
  await using shares = await followShares(bob)
  await using others = await followShares(eve)
  const consent = await alice.consent(bob.granteeId)
  await alice.api.consentCreate({ body: { consents: [consent] } })
  const started = await shares.next()
  assert.partialDeepStrictEqual(started.value, { type: 'started', patientId: alice.id })
  assert.ok(started.ms < 2_000, `${started.ms} ms`)

  await alice.api.consentRevoke({
    params: { consentId: consent.record.consent_id },
    body: await alice.revocation(consent),
  })
  const ended = await shares.next()
  assert.partialDeepStrictEqual(ended.value, { type: 'ended', consentId: consent.record.consent_id })
  assert.ok(ended.ms < 2_000, `${ended.ms} ms`)

  const own = await alice.consent(eve.granteeId)
  await alice.api.consentCreate({ body: { consents: [own] } })
  assert.equal((await others.next()).value.consentId, own.record.consent_id)
})

test('a doctor hears of an end also when its announcement was lost', async () => {
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  await using shares = await followShares(bob)
  const consent = await alice.consent(bob.granteeId)
  await alice.api.consentCreate({ body: { consents: [consent] } })
  assert.equal((await shares.next()).value.type, 'started')
  await env.database.as.superuser.query(
    "update consents set ended_at = now(), ended_because = 'revoked' where consent_id = $1",
    [consent.record.consent_id],
  )
  const { value, ms } = await shares.next()
  assert.equal(value.type, 'ended')
  assert.ok(ms < 2_000, `${ms} ms`)
})

test('a share that runs out ends by itself, with its entry in the trail', async () => {
  const { alice, bob } = await shareWithDoctor(env)
  await using shares = await followShares(bob)
  const later = millisecondsToInstant(Date.now() + 31 * DAY_MILLISECONDS)
  await env.database.as.relay_app.asActor(service, (tx) =>
    tx.query('update clock_marks set noted_at = greatest(noted_at, $1::timestamptz)', [later]),
  )
  assert.equal((await shares.next()).value.type, 'ended')
  const trail = async () =>
    (await alice.api.trailList({ query: {} })).body?.events.map((event) => event.action)
  const until = performance.now() + 5_000
  while (!(await trail())?.includes('consent.expired')) assert.ok(performance.now() < until, 'no entry')
  assert.equal((await alice.api.consentList({})).body?.consents[0]?.state, 'expired')
})

test('a patient sees an access at once, and nobody else does', async () => {
  await using own = await startRelayAlone()
  own.sharedData.answers = { '/v1/reads': () => Response.json({}) }
  const { alice, bob } = await shareWithDoctor(own)
  const { alice: carol, bob: drDan } = await shareWithDoctor(own)
  const stop = new AbortController()
  const { body } = await alice.api.trailEvents({ signal: stop.signal })
  assert.ok(body)
  await using trail = listen(body, stop)
  await accessTokenOf(drDan, carol.id)
  const token = await accessTokenOf(bob, alice.id)
  await readPlainly(own, bob, token, hrvPath(alice.id))
  const issued = await trail.next()
  const read = await trail.next()
  assert.deepEqual([issued.value.action, read.value.action], ['access-token.issued', 'data.read'])
  assert.ok(read.ms < 2_000, `${read.ms} ms`)

  const again = new AbortController()
  const resumed = await alice.api.trailEvents({
    signal: again.signal,
    headers: { 'last-event-id': issued.value.eventId },
  })
  assert.ok(resumed.body)
  await using rest = listen(resumed.body, again)
  assert.equal((await rest.next()).value.eventId, read.value.eventId)
})
