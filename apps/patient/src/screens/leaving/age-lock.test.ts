/** Goal: no export is locked with what everybody knows. Method: a table of what people paste. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ageLockOf } from './age-lock.ts'

const recipient = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kudl4d3ks8d7nz9'

test('a recipient is one however it is pasted', () => {
  for (const typed of [recipient, ` ${recipient}`, `${recipient}\t`, recipient.toUpperCase()]) {
    assert.deepEqual(ageLockOf(typed), { type: 'recipient', recipient })
  }
})

test('keys are refused rather than taken for a passphrase', () => {
  for (const typed of [
    'AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX',
    ' age-plugin-yubikey-1QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKCqPmzZvgpDQFxBH',
    '-----BEGIN OPENSSH PRIVATE KEY-----',
  ]) {
    assert.equal(ageLockOf(typed), 'a-key')
  }
})

test('a passphrase is taken as it is typed, and a short one is refused', () => {
  const passphrase = 'correct horse age1 battery '
  assert.deepEqual(ageLockOf(passphrase), { type: 'passphrase', passphrase })
  for (const typed of ['', 'eleven char', '            ', 'short       '])
    assert.equal(ageLockOf(typed), 'short')
})
