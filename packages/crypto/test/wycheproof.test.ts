/**
 * Goal: the primitives and the box agree with the vectors of Project Wycheproof.
 * Method: the files of the folder `NORNOS_VECTORS`/wycheproof, every case of the sizes that are used here. Without the folder
 * the tests are skipped.
 */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { inflateSync } from 'node:zlib'
import { type Bytes, concat, fromHex, present, toHex } from '@nornos/std'
import { importBoxKey, openBox, sealBoxWithSalt } from '../src/format/box.ts'
import { importAesKey, openAesGcm, sealAesGcm } from '../src/hazmat/aes-gcm.ts'
import { verifyEd25519 } from '../src/hazmat/ed25519.ts'
import { expandSha512, extractSha512, hmacSha512, importHmacKey } from '../src/hazmat/hmac-sha512.ts'

interface Case {
  readonly tcId: number
  readonly result: 'valid' | 'invalid' | 'acceptable'
  readonly [member: string]: unknown
}

interface Group {
  readonly tests: readonly Case[]
  readonly [member: string]: unknown
}

const folder = process.env['NORNOS_VECTORS']
const skip = folder === undefined ? 'NORNOS_VECTORS is not set' : false

function groupsOf(name: string): readonly Group[] {
  return JSON.parse(readFileSync(join(folder ?? '', 'wycheproof', name), 'utf8')).testGroups
}

function bytes(value: unknown): Bytes {
  return present(fromHex(typeof value === 'string' ? value : '?'), 'hex')
}

function publicKeyOf(group: Group): Readonly<Record<string, unknown>> {
  const key = group['publicKey']
  assert.ok(typeof key === 'object' && key !== null)
  return Object.fromEntries(Object.entries(key))
}

test('Cobblestone-256: all 35 messages open or are refused as they should', { skip }, async () => {
  const cases = groupsOf('c2sp_chunked_encryption_aes_256_gcm_test.json').flatMap((group) => group.tests)
  assert.equal(cases.length, 35)
  for (const one of cases) {
    const box = new Uint8Array(inflateSync(bytes(one['ct'])))
    const context = bytes(one['ctx'])
    const opened = async () => openBox(await importBoxKey(bytes(one['key'])), context, box)
    if (one.result === 'invalid') {
      const code = bytes(one['key']).length === 32 ? 'cannot-open' : 'malformed'
      await assert.rejects(opened(), { code }, `case ${one.tcId}`)
      continue
    }
    const message = await opened()
    assert.equal(message.length, one['msgLength'])
    assert.equal(createHash('sha512').update(message).digest('hex'), one['msgSha512'])
    const key = await importBoxKey(bytes(one['key']))
    assert.deepEqual(await sealBoxWithSalt(key, context, message, box.slice(0, 24)), box, `case ${one.tcId}`)
  }
})

test('AES-256-GCM with 96-bit nonces', { skip }, async () => {
  const groups = groupsOf('aes_gcm_test.json').filter(
    (group) => group['keySize'] === 256 && group['ivSize'] === 96 && group['tagSize'] === 128,
  )
  const cases = groups.flatMap((group) => group.tests).filter((one) => one['aad'] === '')
  assert.ok(cases.length > 20)
  for (const one of cases) {
    const [key, nonce, sealed] = [
      bytes(one['key']),
      bytes(one['iv']),
      concat(bytes(one['ct']), bytes(one['tag'])),
    ]
    const opened = openAesGcm(await importAesKey(key, 'decrypt'), nonce, sealed)
    if (one.result === 'invalid') await assert.rejects(opened, { code: 'cannot-open' }, `case ${one.tcId}`)
    else {
      assert.equal(toHex(await opened), one['msg'])
      assert.deepEqual(await sealAesGcm(await importAesKey(key, 'encrypt'), nonce, bytes(one['msg'])), sealed)
    }
  }
})

test('HMAC-SHA-512, also cut short', { skip }, async () => {
  const groups = groupsOf('hmac_sha512_test.json')
  let count = 0
  for (const group of groups) {
    for (const one of group.tests) {
      const tag = toHex(await hmacSha512(await importHmacKey(bytes(one['key'])), bytes(one['msg'])))
      const expected = String(one['tag'])
      assert.equal(tag.startsWith(expected), one.result === 'valid', `case ${one.tcId}`)
      count++
    }
  }
  assert.equal(count, 174)
})

test('HKDF-SHA-512', { skip }, async () => {
  for (const one of groupsOf('hkdf_sha512_test.json').flatMap((group) => group.tests)) {
    const size = Number(one['size'])
    const output = async () =>
      expandSha512(await extractSha512(bytes(one['salt']), bytes(one['ikm'])), bytes(one['info']), size)
    if (one.result === 'invalid')
      await assert.rejects(output(), { name: 'AssertionError' }, `case ${one.tcId}`)
    else assert.equal(toHex(await output()), one['okm'], `case ${one.tcId}`)
  }
})

test('Ed25519', { skip }, async () => {
  let count = 0
  for (const group of groupsOf('ed25519_test.json')) {
    const { pk } = publicKeyOf(group)
    for (const one of group.tests) {
      const isValid = await verifyEd25519(bytes(pk), bytes(one['msg']), bytes(one['sig']))
      assert.equal(isValid, one.result === 'valid', `case ${one.tcId}`)
      count++
    }
  }
  assert.equal(count, 151)
})
