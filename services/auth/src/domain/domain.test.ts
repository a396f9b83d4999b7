/** Goal: the small decisions hold at their edges. Method: published vectors, and each near miss beside its case. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkPassword } from './check-password.ts'
import { describeDevice } from './describe-device.ts'
import { doctorCodeOf } from './doctor-code.ts'
import { normalizeEmail } from './normalize-email.ts'
import { oneTimeCode, seedOf, stepOfCode } from './one-time-code.ts'
import { patientEvent } from './patient-event.ts'
import { isLongEnough, mayGive } from './recovery-wait.ts'
import { networkOfAddress } from './throttle-limits.ts'

test('one-time codes are those of RFC 6238, appendix B, cut to six digits', () => {
  const seed = seedOf(new Uint8Array(Buffer.from('12345678901234567890')))
  const vectors = [
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [20_000_000_000, '353130'],
  ] as const
  for (const [seconds, code] of vectors) assert.equal(oneTimeCode(seed, new Date(seconds * 1_000)), code)
})

test('a code counts one step early and late, and no further', () => {
  const seed = seedOf(new Uint8Array(20).fill(7))
  const now = new Date(1_800_000_000_000)
  const at = (steps: number) => oneTimeCode(seed, new Date(now.getTime() + steps * 30_000))
  assert.equal(stepOfCode(seed, at(0), now), 60_000_000)
  assert.equal(stepOfCode(seed, at(-1), now), 59_999_999)
  assert.equal(stepOfCode(seed, at(1), now), 60_000_001)
  assert.equal(stepOfCode(seed, at(2), now), null)
  assert.equal(stepOfCode(seed, at(-2), now), null)
  assert.equal(stepOfCode(seed, '', now), null)
})

test('a long sentence is a good password; length alone, known ones and one’s own name are not', () => {
  const about = ['Benedikta Quist', 'benedikta@example.org']
  assert.equal(checkPassword('seven quiet herons watch the tide', about), null)
  assert.equal(checkPassword('x'.repeat(11), about), 'too-short')
  assert.equal(checkPassword('x'.repeat(257), about), 'too-long')
  assert.equal(checkPassword('aaaaaaaaaaaaaaaa', about), 'too-easy')
  assert.equal(checkPassword('BenediktaQuist12', about), 'too-easy')
  assert.equal(checkPassword('qwertyuiop123456', about), 'too-easy')
})

test('an address has one spelling, and half an address is none', () => {
  assert.equal(normalizeEmail('  Astrid@Example.ORG '), 'astrid@example.org')
  for (const wrong of [
    '',
    'astrid',
    'astrid@',
    '@example.org',
    'a b@example.org',
    `${'a'.repeat(250)}@b.org`,
  ]) {
    assert.equal(normalizeEmail(wrong), null)
  }
})

test('a household is one network', () => {
  assert.equal(networkOfAddress('192.0.2.7'), '192.0.2.7')
  assert.equal(networkOfAddress('::ffff:192.0.2.7'), '192.0.2.7')
  assert.equal(networkOfAddress('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2')
  assert.equal(networkOfAddress('2001:db8::1'), '2001:db8:0:0')
})

test('a doctor’s code has ten characters that cannot be misread', () => {
  const code = doctorCodeOf(Uint8Array.from({ length: 10 }, (_, index) => index * 27))
  assert.match(code, /^[0-9A-HJKMNP-TV-Z]{10}$/)
})

test('a browser is named so that its owner knows it', () => {
  assert.equal(describeDevice('Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Firefox/150.0'), 'Firefox on Linux')
  assert.equal(describeDevice('curl/8'), 'Unknown browser')
})

test('the entry for a new browser is one that the trail takes', () => {
  const time = new Date('2026-01-10T09:00:00Z')
  const [account, eventId] = ['9b2e6a5c-1d2f-4a3b-8c4d-5e6f70819203', '0c7b1f60-5a0e-4f6d-9d0a-3f1f1d1c2b3a']
  const details = { deviceName: 'Firefox on Linux' }
  const event = patientEvent({ action: 'sign-in.new-device', accountId: account, details, eventId, time })
  assert.equal(event.time, '2026-01-10T09:00:00Z')
  assert.deepEqual(event.details, { deviceName: 'Firefox on Linux' })
})

test('a wait is three days or longer, and shorter only at an address of this machine', () => {
  assert.equal(isLongEnough(72, 'https://nornos.example.org'), true)
  assert.equal(isLongEnough(71, 'https://nornos.example.org'), false)
  assert.equal(isLongEnough(71, 'https://localhost.example.org'), false)
  for (const url of ['http://localhost:4300', 'http://127.0.0.1:4300', 'http://[::1]:4300']) {
    assert.equal(isLongEnough(0, url), true)
    assert.equal(isLongEnough(-1, url), false)
  }
})

test('a half is given out from the end of the wait on, and no longer when the request has lapsed', () => {
  const request = { readyAt: new Date(1_000), until: new Date(2_000) }
  const at = (time: number) => mayGive(request, new Date(time))
  assert.deepEqual(at(999), { ok: false, error: { type: 'Early', readyAt: request.readyAt } })
  assert.deepEqual(at(1_000), { ok: true, value: request })
  assert.deepEqual(at(1_999), { ok: true, value: request })
  assert.deepEqual(at(2_000), { ok: false, error: { type: 'NotAsked' } })
  assert.deepEqual(mayGive(null, new Date(1_500)), { ok: false, error: { type: 'NotAsked' } })
})
