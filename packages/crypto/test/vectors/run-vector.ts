/** Runs one vector against the package: returns what came out, as the file spells it, or throws. */
import { assert, type Bytes, bytesToUuid, fromHex, present, toHex } from '@nornos/std'
import { importBoxKey, openBox, sealBoxWithSalt } from '../../src/format/box.ts'
import { named, uuid } from '../../src/format/byte-writer.ts'
import { encodeFrame } from '../../src/format/frame.ts'
import { parseInboxItem } from '../../src/format/inbox-item.ts'
import { openObjectPayload } from '../../src/format/object.ts'
import { encodeObjectHeader, objectContext } from '../../src/format/object-header.ts'
import { padmeByteLength } from '../../src/format/padding.ts'
import { deriveBucketHash, deriveBucketHashes, deriveStateRoot } from '../../src/format/state-root.ts'
import { expandSha512, importHmacKey } from '../../src/hazmat/hmac-sha512.ts'
import { sha256 } from '../../src/hazmat/sha256.ts'
import { decapsulate } from '../../src/hazmat/x-wing.ts'
import { encodeKeyring, type Keyring, parseKeyring } from '../../src/vault-open/keyring.ts'
import { openInboxItem } from '../../src/vault-open/open-inbox-item.ts'
import { openSlot } from '../../src/vault-open/open-slot.ts'
import type { Opener } from '../../src/vault-open/opener.ts'
import { openRoster } from '../../src/vault-open/roster-mac.ts'
import { assembleVault } from '../../src/vault-open/vault.ts'
import { parseCommit, verifySignature } from '../../src/verify/index.ts'
import { checkKitWords, kitEntropyToWords } from '../../src/words/kit.ts'
import { countingBytes, type Vector } from './vector.ts'

type Members = Readonly<Record<string, unknown>>
type Run = (input: Members, keys: Members) => Promise<unknown>

const runs: Readonly<Record<string, Run>> = {
  box: async (input, keys) => {
    const message = countingBytes(number(input['messageLength']))
    const key = await importBoxKey(hex(keys['key']))
    const box = await sealBoxWithSalt(key, hex(input['context']), message, hex(input['salt']))
    if (toHex(await openBox(key, hex(input['context']), box)) !== toHex(message))
      throw new Error('round trip')
    return message.length < 2 ? { box: toHex(box) } : { boxSha256: toHex(await sha256(box)) }
  },
  'open-box': async (input, keys) =>
    openBox(await importBoxKey(hex(keys['key'])), hex(input['context']), hex(input['box'])),
  'open-object': async (input, keys) => {
    const key = await importBoxKey(hex(keys['dataKey']))
    const { kind, payload } = await openObjectPayload(key, text(input['vaultId']), hex(input['object']))
    return { kind, payload: toHex(payload) }
  },
  'seal-object': async (input, keys) => {
    const { epoch, part, version } = input
    const header = encodeObjectHeader({
      epoch: number(epoch),
      objectId: text(input['objectId']),
      version: number(version),
      part: number(part),
    })
    const frame = await encodeFrame({
      kind: 4,
      codec: 'raw',
      payload: hex(input['payload']),
      isFilePart: true,
    })
    const key = await importBoxKey(hex(keys['dataKey']))
    const context = objectContext(text(input['vaultId']), header)
    const box = await sealBoxWithSalt(key, context, frame, hex(input['salt']))
    const object = new Uint8Array([...header, ...box])
    return { length: object.length, objectSha256: toHex(await sha256(object)) }
  },
  'open-inbox-item': async (input, keys) => {
    const seed = hex(keys['inboxSeed'])
    const item = hex(input['item'])
    const vault = await vaultWith(text(input['vaultId']), [new Uint8Array(32)], { inboxSeeds: [seed] })
    const { itemId, kind, payload } = await openInboxItem(vault, item)
    const secret = await decapsulate(seed, parseInboxItem(item).encapsulation)
    return { itemId, kind, payload: toHex(payload), sharedSecret: toHex(secret) }
  },
  padme: async (input) => ({ padded: numbers(input['lengths']).map(padmeByteLength) }),
  'epoch-keys': async (input, keys) => {
    const root = await importHmacKey(hex(keys['rootKey']))
    const derive = async (use: string) =>
      toHex(await expandSha512(root, named(`nornos/key/${use}/1`, uuid(text(input['vaultId']))), 32))
    const [data, local, roster, backup] = await Promise.all(['data', 'local', 'roster', 'backup'].map(derive))
    return { data, local, roster, backup }
  },
  'kit-words': async (input) => {
    const words = await kitEntropyToWords(hex(input['entropy']))
    const back = await checkKitWords(words.join(' '))
    if (!back.ok || toHex(back.value) !== input['entropy']) throw new Error('round trip')
    return { words }
  },
  keyring: async (input) => {
    const bytes = encodeKeyring({
      nameKey: hex(input['nameKey']),
      rootSeed: hex(input['rootSeed']),
      inboxSeeds: texts(input['inboxSeeds']).map(hex),
      earlierRootKeys: texts(input['earlierRootKeys']).map(hex),
    })
    return { bytes: toHex(encodeKeyring(parseKeyring(bytes))) }
  },
  'open-slot': async (input, keys) => {
    const { rootKey, ...root } = await openSlot(hex(input['slot']), await openerOf(keys))
    const slotId = bytesToUuid(hex(input['slot']).slice(24, 40))
    return { ...root, slotId, rootKey: toHex(rootKey) }
  },
  'verify-roster': async (input, keys) => {
    const rootKeys = texts(keys['rootKeys']).map(hex)
    const vault = await vaultWith(text(input['vaultId']), rootKeys, {})
    const pinned = { ...vault, rootPublicKey: hex(keys['rootPublicKey']) }
    const roster = await openRoster(pinned, hex(input['roster']))
    const body = new TextDecoder().decode(roster.bodyBytes)
    return { hash: toHex(roster.hash), number: roster.number, body }
  },
  'verify-signature': async (input, keys) => {
    const kind = kinds.find((one) => one === input['kind'])
    if (kind === undefined) throw new Error('a kind')
    await verifySignature(kind, hex(keys['publicKey']), hex(input['payload']), hex(input['signature']))
  },
  'verify-commit': async (input) => {
    const commit = await parseCommit(hex(input['commit']))
    await verifySignature('commit', hex(input['publicKey']), commit.signedBytes, commit.signature)
    return { head: toHex(commit.head) }
  },
  'state-root': async (input) => {
    const leaves = list(input['leaves']).map((leaf) => {
      const { blobHash, objectId, version } = members(leaf)
      return { objectId: text(objectId), version: number(version), blobHash: hex(blobHash) }
    })
    const hashes = await deriveBucketHashes(leaves)
    return {
      emptyBucket: toHex(await deriveBucketHash([])),
      bucket0a: toHex(present(hashes[10], 'a bucket')),
      bucketFf: toHex(present(hashes[255], 'a bucket')),
      stateRoot: toHex(await deriveStateRoot(hashes)),
    }
  },
}

const kinds = ['consent', 'revocation', 'roster', 'commit', 'item', 'slot'] as const

/** Null when the operation has a test of its own. */
export function runVector(vector: Vector): Promise<unknown> | null {
  const run = runs[vector.operation]
  return run === undefined ? null : run(vector.input, vector.keys ?? {})
}

/** The opener that a vector's keys describe, of the kind they name. */
export async function openerOf(keys: Members, kind: unknown = keys['kind']): Promise<Opener> {
  const prf = () => ({ first: hex(keys['prfFirst']), second: hex(keys['prfSecond']) })
  if (kind === 'words') return { kind, words: texts(keys['words']) }
  if (kind === 'kit') return { kind, entropy: hex(keys['entropy']) }
  if (kind === 'passkey') return { kind, credentialId: hex(keys['credentialId']), prf: prf() }
  if (kind === 'contact') {
    return { kind, contactHalf: hex(keys['contactHalf']), serverHalf: hex(keys['serverHalf']) }
  }
  if (kind !== 'device') throw new Error('a kind of slot')
  const deviceKey = await importHmacKey(hex(keys['deviceKey']))
  const unlock =
    keys['words'] === undefined
      ? ({ type: 'prf', prf: prf() } as const)
      : ({ type: 'words', words: texts(keys['words']) } as const)
  return { kind, deviceId: text(keys['deviceId']), deviceKey, unlock }
}

async function vaultWith(vaultId: string, rootKeys: readonly Bytes[], keyring: Partial<Keyring>) {
  const rootKey = present(rootKeys.at(-1), 'a root key')
  const empty = new Uint8Array(32)
  const whole = {
    nameKey: empty,
    rootSeed: empty,
    inboxSeeds: [empty],
    earlierRootKeys: rootKeys.slice(0, -1),
  }
  return assembleVault({ vaultId, epoch: rootKeys.length - 1, rootKey }, { ...whole, ...keyring }, 1)
}

export function hex(value: unknown): Bytes {
  return present(fromHex(text(value)), 'lower-case hex')
}

export function text(value: unknown): string {
  assert(typeof value === 'string', 'a text')
  return value
}

function number(value: unknown): number {
  assert(typeof value === 'number', 'a number')
  return value
}

export function list(value: unknown): readonly unknown[] {
  assert(Array.isArray(value), 'a list')
  return value
}

export function texts(value: unknown): readonly string[] {
  return list(value).map(text)
}

function numbers(value: unknown): readonly number[] {
  return list(value).map(number)
}

function members(value: unknown): Members {
  assert(value !== null && typeof value === 'object', 'an object')
  return Object.fromEntries(Object.entries(value))
}
