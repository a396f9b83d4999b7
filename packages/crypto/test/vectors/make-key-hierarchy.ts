/** Vectors of `specs/key-hierarchy.md`. */
import { concat, toHex, utf8 } from '@nornos/std'
import { named, u32, uuid } from '../../src/format/byte-writer.ts'
import { type SignatureKind, signWithKey } from '../../src/format/signature.ts'
import { ed25519PublicKey, importEd25519Seed } from '../../src/hazmat/ed25519.ts'
import { expandSha512, importHmacKey } from '../../src/hazmat/hmac-sha512.ts'
import { xWingPublicKey } from '../../src/hazmat/x-wing.ts'
import { encodeKeyring } from '../../src/vault-open/keyring.ts'
import type { Opener } from '../../src/vault-open/opener.ts'
import { assembleVault } from '../../src/vault-open/vault.ts'
import { makeRoster } from '../../src/vault-seal/make-roster.ts'
import { makeSlotFor } from '../../src/vault-seal/make-slot.ts'
import { kitEntropyToWords } from '../../src/words/kit.ts'
import { namedId, namedKey } from './named-key.ts'
import { flipped, hex, type Vector, type Vectors } from './vector.ts'

const vaultId = namedId('vault')
const deviceId = namedId('device')
const rootKey = namedKey('root key of epoch 1')
const now = Date.UTC(2026, 0, 10, 9)
const words = ['abacus', 'drop-down', 'zoom', 'yo-yo', 'umbrella', 'abacus']
const keyring = {
  nameKey: namedKey('name key'),
  rootSeed: namedKey('patient root seed'),
  inboxSeeds: [namedKey('inbox seed of epoch 0'), namedKey('inbox seed of epoch 1')],
  earlierRootKeys: [namedKey('root key of epoch 0')],
}

export async function makeKeyHierarchyVectors(): Promise<Vectors> {
  return {
    ...(await slotVectors()),
    ...(await rosterVectors()),
    ...(await signatureVectors()),
    'epoch-keys': await epochKeysVector(),
    'kit-words': {
      title: 'A kit as 24 words.',
      operation: 'kit-words',
      expect: 'valid',
      input: { entropy: hex(namedKey('kit')) },
      output: { words: await kitEntropyToWords(namedKey('kit')) },
    },
    keyring: {
      title: 'The keyring of epoch 1.',
      operation: 'keyring',
      expect: 'valid',
      input: {
        nameKey: hex(keyring.nameKey),
        rootSeed: hex(keyring.rootSeed),
        inboxSeeds: keyring.inboxSeeds.map(toHex),
        earlierRootKeys: keyring.earlierRootKeys.map(toHex),
      },
      output: { bytes: hex(encodeKeyring(keyring)) },
    },
  }
}

async function epochKeysVector(): Promise<Vector> {
  const root = await importHmacKey(rootKey)
  const derive = async (label: string) => hex(await expandSha512(root, named(label, uuid(vaultId)), 32))
  return {
    title: 'The keys of an epoch.',
    operation: 'epoch-keys',
    expect: 'valid',
    keys: { rootKey: hex(rootKey) },
    input: { vaultId },
    output: {
      data: await derive('nornos/key/data/1'),
      local: await derive('nornos/key/local/1'),
      roster: await derive('nornos/key/roster/1'),
      backup: await derive('nornos/key/backup/1'),
    },
  }
}

interface VectorOpener {
  readonly title: string
  readonly opener: Opener
  readonly secret: Readonly<Record<string, unknown>>
}

async function vectorOpeners(): Promise<Readonly<Record<string, VectorOpener>>> {
  const deviceSecret = concat(namedKey('device key, first half'), namedKey('device key, second half'))
  const deviceKey = await importHmacKey(deviceSecret)
  const prf = { first: namedKey('prf first'), second: namedKey('prf second') }
  const prfSecret = { prfFirst: hex(prf.first), prfSecond: hex(prf.second) }
  const device = { kind: 'device', deviceId, deviceKey } as const
  return {
    'slot-words': { title: 'Six words.', opener: { kind: 'words', words }, secret: { words } },
    'slot-kit': {
      title: 'A kit.',
      opener: { kind: 'kit', entropy: namedKey('kit') },
      secret: { entropy: hex(namedKey('kit')) },
    },
    'slot-device-words': {
      title: 'A device with six words.',
      opener: { ...device, unlock: { type: 'words', words } },
      secret: { deviceId, deviceKey: hex(deviceSecret), words },
    },
    'slot-device-prf': {
      title: 'A device with a passkey.',
      opener: { ...device, unlock: { type: 'prf', prf } },
      secret: { deviceId, deviceKey: hex(deviceSecret), ...prfSecret },
    },
    'slot-passkey': {
      title: 'A passkey.',
      opener: { kind: 'passkey', credentialId: utf8('a credential id'), prf },
      secret: { credentialId: hex(utf8('a credential id')), ...prfSecret },
    },
    'slot-contact': {
      title: 'The halves of a contact and of auth.',
      opener: { kind: 'contact', contactHalf: namedKey('contact half'), serverHalf: namedKey('server half') },
      secret: { contactHalf: hex(namedKey('contact half')), serverHalf: hex(namedKey('server half')) },
    },
  }
}

async function slotVectors(): Promise<Vectors> {
  const vectors: Record<string, Vector> = {}
  for (const [name, { opener, secret, title }] of Object.entries(await vectorOpeners())) {
    const { bytes } = await makeSlotFor({ vaultId, epoch: 1, rootKey }, namedId(name), opener, now)
    const slot = { title, operation: 'open-slot', keys: { kind: opener.kind, ...secret } }
    vectors[name] = {
      ...slot,
      expect: 'valid',
      input: { slot: hex(bytes) },
      output: { vaultId, slotId: namedId(name), epoch: 1, rootKey: hex(rootKey) },
    }
    if (opener.kind === 'contact') {
      const other = namedKey('server half of another slot')
      vectors['slot-contact-other-half'] = {
        ...slot,
        title: 'The half of auth is that of another slot.',
        keys: { ...slot.keys, serverHalf: hex(other) },
        expect: 'cannot-open',
        input: { slot: hex(bytes) },
      }
    }
    if (name !== 'slot-words') continue
    const refused = (refusal: string, expect: string, changed: Uint8Array): Vector => ({
      ...slot,
      title: refusal,
      expect,
      input: { slot: hex(changed) },
    })
    const weak = bytes.slice()
    weak.set(u32(32 * 1024), 48)
    const cheaper = bytes.slice()
    cheaper.set(u32(4), 52)
    vectors['slot-weak'] = refused('32 MiB and 3 passes: below the floor.', 'weak-derivation', weak)
    vectors['slot-other-parameters'] = refused('4 passes where there were 3.', 'cannot-open', cheaper)
    vectors['slot-other-epoch'] = refused('The epoch was changed.', 'cannot-open', flipped(bytes, 1417))
    vectors['slot-trailing-byte'] = refused(
      'One byte too many.',
      'malformed',
      concat(bytes, new Uint8Array(1)),
    )
  }
  return vectors
}

async function rosterVectors(): Promise<Vectors> {
  const vault = await assembleVault({ vaultId, epoch: 1, rootKey }, keyring, 2)
  const device = {
    id: deviceId,
    publicKey: await ed25519PublicKey(namedKey('device seed')),
    addedAt: now,
    name: 'Läptop',
  }
  const slot = {
    id: namedId('slot-kit'),
    kind: 'kit',
    publicKey: await xWingPublicKey(namedKey('slot seed')),
  } as const
  const delegate = {
    id: namedId('delegate'),
    publicKey: await ed25519PublicKey(namedKey('delegate seed')),
    addedAt: now,
    until: now + 86_400_000,
    dataFields: ['sleep'],
    purposes: ['treatment'],
    daysMax: 30,
  }
  const content = { devices: [device], slots: [slot], delegates: [delegate] }
  const { bytes, roster } = await makeRoster(vault, null, content)
  const verifying = {
    operation: 'verify-roster',
    keys: {
      rootPublicKey: hex(vault.rootPublicKey),
      rootKeys: [...keyring.earlierRootKeys, rootKey].map(toHex),
    },
  }
  const refused = (title: string, expect: string, roster: Uint8Array): Vector => ({
    title,
    ...verifying,
    expect,
    input: { vaultId, roster: hex(roster) },
  })
  const spaced = concat(utf8(' '), roster.bodyBytes)
  const respelt = concat(utf8('NVR1'), u32(spaced.length), spaced, roster.mac, roster.signature)
  return {
    roster: {
      title: 'A roster with a device, a slot and a delegate.',
      ...verifying,
      expect: 'valid',
      input: { vaultId, roster: hex(bytes) },
      output: { hash: hex(roster.hash), number: 1, body: new TextDecoder().decode(roster.bodyBytes) },
    },
    'roster-other-vault': {
      ...refused('The roster of another vault.', 'mismatch', bytes),
      input: { vaultId: namedId('another vault'), roster: hex(bytes) },
    },
    'roster-altered-signature': refused(
      'A signature bit turned over.',
      'bad-signature',
      flipped(bytes, bytes.length - 64),
    ),
    'roster-altered-mac': refused(
      'A bit of the MAC turned over.',
      'bad-mac',
      flipped(bytes, bytes.length - 70),
    ),
    'roster-other-spelling': refused('A space in front of the JSON.', 'malformed', respelt),
  }
}

async function signatureVectors(): Promise<Vectors> {
  const seed = namedKey('device seed')
  const key = await importEd25519Seed(seed)
  const publicKey = hex(await ed25519PublicKey(seed))
  const payload = utf8('{"a":1}')
  const kinds: readonly SignatureKind[] = ['consent', 'revocation', 'roster', 'commit', 'item', 'slot']
  const vectors: Record<string, Vector> = {}
  for (const kind of kinds) {
    vectors[`signature-${kind}`] = {
      title: `A signature of the kind ${kind}.`,
      operation: 'verify-signature',
      expect: 'valid',
      keys: { seed: hex(seed), publicKey },
      input: { kind, payload: hex(payload), signature: hex(await signWithKey(kind, key, payload)) },
    }
  }
  vectors['signature-other-kind'] = {
    title: 'A consent is no revocation.',
    operation: 'verify-signature',
    expect: 'bad-signature',
    keys: { seed: hex(seed), publicKey },
    input: {
      kind: 'revocation',
      payload: hex(payload),
      signature: hex(await signWithKey('consent', key, payload)),
    },
  }
  return vectors
}
