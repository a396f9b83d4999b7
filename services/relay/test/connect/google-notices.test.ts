/**
 * Goal: a notice of the Google Health API is believed when it shows our secret and one of Google's keys has signed just
 * this body, and makes us ask for whole days of what comes rarely.
 * Method: the reader alone, with keys of the test's own; published keys from a stand-in, with a clock of the test's own.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { logTo, makeTestClock, startStandIn } from '@nornos/platform/testing'
import { dayText } from '../../src/connect/domain/stretches.ts'
import { judgeSignature } from '../../src/connect/domain/tink-signature.ts'
import type { Notice, SentNotice } from '../../src/connect/domain/vendor.ts'
import { createCallOut } from '../../src/connect/outbound/call-out.ts'
import { createPublishedKeys } from '../../src/connect/outbound/published-keys.ts'
import { fitbit } from '../../src/connect/vendors/fitbit.ts'
import { fitbitNotice, healthUserId, keySetOf, noticeSigner } from './google-notice.ts'

const secret = 'Bearer a-secret-of-the-notices'
const [known, other] = [noticeSigner(7), noticeSigner(8)]
const now = new Date('2026-11-20T10:00:00Z')

async function read(body: string, headers: Record<string, string>, keys: unknown = keySetOf(known)) {
  const site = { ...fitbit.addresses, clientId: 'us', clientSecret: 'x', webhookSecret: secret }
  const sent: SentNotice = {
    ...{ body: new TextEncoder().encode(body), headers: new Headers(headers), query: {}, site, now },
    publishedKeys: async () => keys,
  }
  return fitbit.webhook?.read(sent)
}

const told = (body: string) =>
  read(body, { authorization: secret, 'google-health-api-signature': known.sign(body) })

test('the address shows that it knows the secret, and refuses who does not', async () => {
  const body = JSON.stringify({ type: 'verification' })
  assert.equal(await read(body, { authorization: secret }), 'check')
  assert.equal(await read(body, {}), null)
  assert.equal(await read(body, { authorization: 'Bearer another' }), null)
})

test('without the secret, the signature or the body that was signed a notice is none', async () => {
  const body = fitbitNotice('sleep', '2026-11-19')
  const signature = known.sign(body)
  assert.equal((await told(body))?.length, 1)
  const header = 'google-health-api-signature'
  const former = await read(body, { authorization: secret, 'x-healthapi-signature': signature })
  assert.deepEqual(former, await told(body))
  for (const [what, headers, sent] of [
    ['no secret', { [header]: signature }, body],
    ['another secret', { authorization: 'Bearer another', [header]: signature }, body],
    ['no signature', { authorization: secret }, body],
    ['no base64', { authorization: secret, [header]: '!!' }, body],
    ['a key that is not published', { authorization: secret, [header]: other.sign(body) }, body],
    [
      'another key under the number of a published one',
      { authorization: secret, [header]: noticeSigner(7).sign(body) },
      body,
    ],
    [
      'another body',
      { authorization: secret, [header]: signature },
      body.replace(healthUserId, '999999999999999999'),
    ],
  ] as const) {
    assert.equal(await read(sent, headers), null, what)
  }
  assert.equal(
    await read(body, { authorization: secret, [header]: signature }, null),
    null,
    'no keys to be had',
  )
})

test('whole days are asked for, on the calendar of the person and that of UTC; what comes by the minute is polled', async () => {
  const daysOf = async (body: string) => {
    const notices = await told(body)
    assert.ok(Array.isArray(notices))
    return notices.map((one: Notice) => {
      assert.ok(one.type === 'changed')
      assert.equal(one.account, healthUserId)
      return [one.collection, dayText(one.stretch.from), dayText(one.stretch.until)]
    })
  }
  assert.deepEqual(await daysOf(fitbitNotice('weight', '2026-11-19')), [
    ['weight', '2026-11-19', '2026-11-20'],
  ])
  const [one] = JSON.parse(fitbitNotice('sleep', '2026-11-19'))
  const evening = {
    physicalTimeInterval: { startTime: '2026-11-18T22:10:00Z', endTime: '2026-11-19T05:00:00Z' },
    civilIso8601TimeInterval: { startTime: '2026-11-19T00:10:00', endTime: '2026-11-19T07:00:00' },
  }
  const alone = JSON.stringify({ data: { ...one.data, intervals: [evening] } })
  assert.deepEqual(await daysOf(alone), [['sleep', '2026-11-18', '2026-11-20']])
  const unsaid = JSON.stringify({ data: { ...one.data, intervals: [] } })
  assert.deepEqual(await daysOf(unsaid), [['sleep', '2026-11-19', '2026-11-22']])
  for (const body of [
    fitbitNotice('heart-rate', '2026-11-19'),
    fitbitNotice('no-such-type', '2026-11-19'),
    fitbitNotice('sleep', '2026-11-19', 'DELETE'),
    '[]',
    'no json',
  ]) {
    assert.deepEqual(await daysOf(body), [], body)
  }
})

test('a key as Google publishes it is read', () => {
  const value =
    'EgYIAxACGAIaIQBDWg3kaiabjtrVXbSSbcn6e3QqiCLD+B4GuhC/Z1C6miIhACarm0VQv9WjNZG/AB0itXCIGFW5ddInmBFUjK/8w0v3'
  const typeUrl = 'type.googleapis.com/google.crypto.tink.EcdsaPublicKey'
  const key = { keyData: { typeUrl, value }, status: 'ENABLED', keyId: 7, outputPrefixType: 'TINK' }
  const judge = (change: object) =>
    judgeSignature({ key: [{ ...key, ...change }] }, new Uint8Array(3), known.sign('abc'))
  assert.equal(judge({}), 'forged', 'the key is one, and did not sign this')
  for (const change of [
    { status: 'DISABLED' },
    { keyId: 8 },
    { outputPrefixType: 'RAW' },
    { keyData: { typeUrl, value: value.slice(0, 60) } },
    { keyData: { typeUrl: 'type.googleapis.com/google.crypto.tink.HmacKey', value } },
  ]) {
    assert.equal(judge(change), 'unknown-key', JSON.stringify(change))
  }
})

test('published keys are kept for an hour, and fetched anew for one that is missing once a minute at most', async () => {
  logTo({ write: () => undefined })
  await using standIn = await startStandIn()
  const clock = makeTestClock(now)
  const keysAt = createPublishedKeys(createCallOut([standIn.host]), clock)
  const url = `${standIn.url}/notice-keys`
  standIn.noticeKeys = { key: ['first'] }
  assert.deepEqual(await keysAt(url, 'kept'), { key: ['first'] })
  standIn.noticeKeys = { key: ['second'] }
  assert.deepEqual(await keysAt(url, 'anew'), { key: ['first'] })
  clock.advance(61_000)
  assert.deepEqual(await keysAt(url, 'kept'), { key: ['first'] })
  assert.deepEqual(await keysAt(url, 'anew'), { key: ['second'] })
  standIn.noticeKeys = { key: ['third'] }
  clock.advance(3_601_000)
  assert.deepEqual(await keysAt(url, 'kept'), { key: ['third'] })
  standIn.noticeKeys = 'no json'
  clock.advance(3_601_000)
  assert.deepEqual(await keysAt(url, 'kept'), { key: ['third'] }, 'better old ones than none')
})
