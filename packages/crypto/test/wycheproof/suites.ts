/** The vectors of Project Wycheproof against our primitives and the box: the same code in Node and in a browser. */
import { type Bytes, concat, equalBytes, fromHex, present, toHex } from '@nornos/std'
import { importBoxKey, openBox, sealBoxWithSalt } from '../../src/format/box.ts'
import { importAesKey, openAesGcm, sealAesGcm } from '../../src/hazmat/aes-gcm.ts'
import { CryptoError } from '../../src/hazmat/crypto-error.ts'
import { verifyEd25519 } from '../../src/hazmat/ed25519.ts'
import { expandSha512, extractSha512, hmacSha512, importHmacKey } from '../../src/hazmat/hmac-sha512.ts'

interface Case {
  readonly tcId: number
  readonly result: 'valid' | 'invalid' | 'acceptable'
  readonly [member: string]: unknown
}

export interface Group {
  readonly tests: readonly Case[]
  readonly [member: string]: unknown
}

export interface Suite {
  readonly file: string
  /** So many cases of the file are of the sizes that are used here. */
  readonly count: number
  readonly isTaken?: (group: Group, one: Case) => boolean
  /** Whether we do what the case wants. */
  readonly run: (one: Case, group: Group) => Promise<boolean>
}

export interface SuiteResult {
  readonly count: number
  /** Ids of the cases in which we do something else. */
  readonly wrong: readonly number[]
}

export const suites: Readonly<Record<string, Suite>> = {
  'Cobblestone-256': {
    file: 'c2sp_chunked_encryption_aes_256_gcm_test.json',
    count: 35,
    run: runBox,
  },
  'AES-256-GCM with 96-bit nonces': {
    file: 'aes_gcm_test.json',
    count: 48,
    isTaken: (group, one) =>
      group['keySize'] === 256 && group['ivSize'] === 96 && group['tagSize'] === 128 && one['aad'] === '',
    run: runAesGcm,
  },
  'HMAC-SHA-512, also cut short': {
    file: 'hmac_sha512_test.json',
    count: 174,
    run: async (one) => {
      const tag = toHex(await hmacSha512(await importHmacKey(bytes(one['key'])), bytes(one['msg'])))
      return tag.startsWith(String(one['tag'])) === (one.result === 'valid')
    },
  },
  'HKDF-SHA-512': { file: 'hkdf_sha512_test.json', count: 83, run: runHkdf },
  Ed25519: {
    file: 'ed25519_test.json',
    count: 151,
    run: async (one, group) => {
      const { pk }: { pk?: unknown } = Object(group['publicKey'])
      const isValid = await verifyEd25519(bytes(pk), bytes(one['msg']), bytes(one['sig']))
      return isValid === (one.result === 'valid')
    },
  },
}

export async function runSuite({ isTaken, run }: Suite, groups: readonly Group[]): Promise<SuiteResult> {
  const wrong: number[] = []
  let count = 0
  for (const group of groups) {
    for (const one of group.tests) {
      if (isTaken?.(group, one) === false) continue
      count++
      if (!(await run(one, group))) wrong.push(one.tcId)
    }
  }
  return { count, wrong }
}

async function runBox(one: Case): Promise<boolean> {
  const box = await inflate(bytes(one['ct']))
  const context = bytes(one['ctx'])
  const opened = async () => openBox(await importBoxKey(bytes(one['key'])), context, box)
  if (one.result === 'invalid') {
    return isRefused(opened(), bytes(one['key']).length === 32 ? 'cannot-open' : 'malformed')
  }
  const message = await opened()
  const sha512 = toHex(new Uint8Array(await crypto.subtle.digest('SHA-512', message)))
  const again = await sealBoxWithSalt(
    await importBoxKey(bytes(one['key'])),
    context,
    message,
    box.slice(0, 24),
  )
  return message.length === one['msgLength'] && sha512 === one['msgSha512'] && equalBytes(again, box)
}

async function runAesGcm(one: Case): Promise<boolean> {
  const [key, nonce] = [bytes(one['key']), bytes(one['iv'])]
  const sealed = concat(bytes(one['ct']), bytes(one['tag']))
  const opened = openAesGcm(await importAesKey(key, 'decrypt'), nonce, sealed)
  if (one.result === 'invalid') return isRefused(opened, 'cannot-open')
  const again = await sealAesGcm(await importAesKey(key, 'encrypt'), nonce, bytes(one['msg']))
  return toHex(await opened) === one['msg'] && equalBytes(again, sealed)
}

async function runHkdf(one: Case): Promise<boolean> {
  const output = async () => {
    const key = await extractSha512(bytes(one['salt']), bytes(one['ikm']))
    return toHex(await expandSha512(key, bytes(one['info']), Number(one['size'])))
  }
  if (one.result !== 'invalid') return (await output()) === one['okm']
  return output().then(
    () => false,
    (cause: unknown) => cause instanceof Error && cause.name === 'AssertionError',
  )
}

function isRefused(work: Promise<unknown>, code: string): Promise<boolean> {
  return work.then(
    () => false,
    (cause: unknown) => cause instanceof CryptoError && cause.code === code,
  )
}

function bytes(value: unknown): Bytes {
  return present(fromHex(typeof value === 'string' ? value : '?'), 'hex')
}

async function inflate(packed: Bytes): Promise<Bytes> {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}
