/**
 * Goal: a payload is taken exactly when it is what its spec says; whatever else a sender writes is refused, never thrown.
 * Method: one good payload of each kind beside spoilt ones, and arbitrary bytes.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  DoctorId,
  encodeInboxPayload,
  type InboxHeader,
  type InboxKind,
  Instant,
  inboxKinds,
  readInboxContent,
  senderIdOf,
  type TreatmentPlan,
} from '@nornos/health-model'
import { concat, utf8 } from '@nornos/std'
import fc from 'fast-check'

const doctorId = DoctorId.parse('22222222-2222-4222-8222-222222222222')
const sentAt = Instant.parse('2026-05-01T08:00:00Z')

function header(change: Partial<InboxHeader> = {}): InboxHeader {
  const from = { type: 'doctor' as const, id: doctorId, name: 'Dr Solheim' }
  return { v: 1, from, name: 'Your results', contentType: 'text/plain', sentAt, ...change }
}

const plan: TreatmentPlan = {
  resourceType: 'TreatmentPlan',
  title: 'Sleep first',
  author: { doctorId, name: 'Dr Solheim', organization: 'A practice' },
  writtenAt: sentAt,
  summary: 'A regular night.',
  goals: ['Seven hours'],
  actions: [{ text: 'Lights out at 23:00', frequency: 'daily', until: null }],
  reviewOn: null,
}
const planHeader = header({ contentType: 'application/json' })
const cloud = header({
  from: { type: 'cloud', id: 'withings', name: 'Withings' },
  contentType: 'application/json',
})

function outcome(
  kind: InboxKind,
  head: InboxHeader,
  body: Uint8Array,
  sender: string = senderIdOf(head.from),
): string {
  const read = readInboxContent(kind, encodeInboxPayload(head, body), sender)
  return read.ok ? 'ok' : read.error
}

test('each kind is taken when it is whole and from whom it says', () => {
  assert.equal(outcome('message', header(), utf8('Please call.')), 'ok')
  assert.equal(outcome('treatment-plan', planHeader, utf8(JSON.stringify(plan))), 'ok')
  assert.equal(outcome('document', header({ contentType: 'application/pdf' }), utf8('%PDF')), 'ok')
  assert.equal(outcome('cloud-payload', cloud, utf8('{}')), 'ok')
})

test('a sender cannot write another name below relay’s attestation', () => {
  const other = '33333333-3333-4333-8333-333333333333'
  assert.equal(outcome('message', header(), utf8('x'), other), 'other-sender')
  assert.equal(outcome('message', header(), utf8('x'), 'service:connect:withings'), 'other-sender')
  const posing = header({ from: { type: 'cloud', id: doctorId, name: 'A cloud' } })
  assert.equal(outcome('cloud-payload', posing, utf8('x'), doctorId), 'other-sender')
  const foreign = { ...plan, author: { ...plan.author, doctorId: other } }
  assert.equal(outcome('treatment-plan', planHeader, utf8(JSON.stringify(foreign))), 'body-refused')
})

test('a doctor sends nothing that is taken in without asking, and a cloud nothing that asks', () => {
  assert.equal(outcome('cloud-payload', header(), utf8('x')), 'other-kind')
  assert.equal(outcome('message', cloud, utf8('x')), 'other-kind')
})

test('a body that is not of its kind is refused', () => {
  assert.equal(outcome('message', header(), new Uint8Array()), 'body-refused')
  assert.equal(outcome('message', header(), Uint8Array.of(0xff, 0xfe)), 'body-refused')
  assert.equal(outcome('message', header(), utf8('x'.repeat(20_001))), 'body-refused')
  assert.equal(outcome('message', header({ contentType: 'text/html' }), utf8('<b>x</b>')), 'body-refused')
  assert.equal(outcome('treatment-plan', planHeader, utf8('{"resourceType"')), 'body-refused')
  assert.equal(
    outcome('treatment-plan', planHeader, utf8(JSON.stringify({ ...plan, more: 1 }))),
    'body-refused',
  )
  assert.equal(outcome('document', header(), new Uint8Array()), 'body-refused')
})

test('a header that is missing, too long, or more than it should be is refused', () => {
  const refused = (text: string) => {
    const read = readInboxContent('message', concat(utf8(text), utf8('\nx')), doctorId)
    return read.ok ? 'ok' : read.error
  }
  assert.equal(refused(JSON.stringify(header())), 'ok')
  assert.equal(refused(JSON.stringify({ ...header(), more: 1 })), 'header-refused')
  assert.equal(refused(JSON.stringify({ ...header(), v: 2 })), 'header-refused')
  assert.equal(refused(JSON.stringify({ ...header(), name: 'a\u0000b' })), 'header-refused')
  assert.equal(refused('{'), 'header-refused')
  assert.equal(refused(`${JSON.stringify(header())}${' '.repeat(5_000)}`), 'no-header')
})

test('whatever bytes come, the answer is an answer', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(...inboxKinds), (bytes, kind) => {
      assert.equal(readInboxContent(kind, new Uint8Array(bytes), doctorId).ok, false)
    }),
  )
})
