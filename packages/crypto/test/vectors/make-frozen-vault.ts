/**
 * A whole small vault as a server would hold it: two epochs, every kind of opener and object, a deleted object. Every later
 * version must open it.
 */
import { type Bytes, utf8 } from '@nornos/std'
import type { ObjectKind } from '../../src/format/object-kind.ts'
import { deriveBucketHashes, deriveStateRoot } from '../../src/format/state-root.ts'
import { importHmacKey } from '../../src/hazmat/hmac-sha512.ts'
import type { DeviceSigner } from '../../src/vault-open/device.ts'
import type { Opener } from '../../src/vault-open/opener.ts'
import type { Vault } from '../../src/vault-open/vault.ts'
import { createVault } from '../../src/vault-seal/create-vault.ts'
import { deletion, makeCommit, sealedChange } from '../../src/vault-seal/make-commit.ts'
import { rotateVault } from '../../src/vault-seal/rotate-vault.ts'
import { type SealedObject, sealObject } from '../../src/vault-seal/seal-object.ts'
import { namedId, namedKey } from './named-key.ts'
import { countingBytes, hex, type Vectors } from './vector.ts'

const now = Date.UTC(2026, 0, 10, 9)
const deviceId = namedId('frozen device')
const words = ['mutable', 'bagpipe', 'sandbox', 'flagpole', 'unwind', 'prance']

export async function makeFrozenVaultVectors(): Promise<Vectors> {
  const openers = await frozenOpeners()
  const created = await createVault({
    vaultId: namedId('frozen vault'),
    deviceId,
    deviceName: 'First device',
    now,
    openers: openers.map((opener) => ({ slotId: namedId(`frozen slot ${opener.kind}`), opener })),
  })
  const early = [
    await sealed(created.vault, 'record', 1, utf8('{"resourceType":"Observation","id":"first"}')),
    await sealed(created.vault, 'block', 1, countingBytes(600)),
    await sealed(created.vault, 'file-index', 1, utf8('{"name":"letter.txt","parts":[],"v":1}')),
    await sealed(created.vault, 'consent-receipt', 1, utf8('{"purpose":"treatment"}')),
  ]
  const last = created.roster.roster
  const stored = created.slots.map((slot) => slot.bytes)
  const rotation = await rotateVault(created.vault, last, last, stored)
  const late = await sealed(rotation.vault, 'record', 2, utf8('{"resourceType":"Observation","id":"second"}'))
  const live = [rotation.keyring, late, ...early.slice(1, 3)]
  const commit = await finalCommit(
    created.device,
    created.genesis.commit.head,
    rotation.roster.roster.hash,
    live,
  )
  return {
    'frozen-vault': {
      title: 'A vault of two epochs; its root key opens by words, kit, device or passkey.',
      operation: 'frozen-vault',
      expect: 'valid',
      keys: {
        words,
        entropy: hex(namedKey('frozen kit')),
        deviceId,
        deviceKey: hex(namedKey('frozen device key')),
        credentialId: hex(utf8('frozen credential')),
        prfFirst: hex(namedKey('frozen prf first')),
        prfSecond: hex(namedKey('frozen prf second')),
      },
      input: {
        vaultId: created.vault.vaultId,
        rootPublicKey: hex(created.vault.rootPublicKey),
        slots: rotation.slots.map(hex),
        rosters: [hex(created.roster.bytes), hex(rotation.roster.bytes)],
        commits: [hex(created.genesis.bytes), hex(commit)],
        objects: [rotation.keyring, late, ...early].map((object) => hex(object.bytes)),
        deviceKeyBox: hex(created.device.sealedKey),
      },
      output: {
        epoch: 1,
        payloads: [
          '{"resourceType":"Observation","id":"second"}',
          '{"resourceType":"Observation","id":"first"}',
          hex(countingBytes(600)),
          '{"name":"letter.txt","parts":[],"v":1}',
          '{"purpose":"treatment"}',
        ],
      },
    },
  }
}

async function frozenOpeners(): Promise<readonly Opener[]> {
  const prf = { first: namedKey('frozen prf first'), second: namedKey('frozen prf second') }
  const deviceKey = await importHmacKey(namedKey('frozen device key'))
  return [
    { kind: 'words', words },
    { kind: 'kit', entropy: namedKey('frozen kit') },
    { kind: 'device', deviceId, deviceKey, unlock: { type: 'words', words } },
    { kind: 'passkey', credentialId: utf8('frozen credential'), prf },
  ]
}

async function sealed(
  vault: Vault,
  kind: Exclude<ObjectKind, 'keyring'>,
  version: number,
  payload: Bytes,
): Promise<SealedObject> {
  // Not deflated: another deflater would give other bytes.
  return sealObject(vault, { objectId: namedId(`frozen ${kind}`), version, kind, payload, codec: 'raw' })
}

async function finalCommit(
  device: DeviceSigner,
  previous: Bytes,
  rosterHash: Bytes,
  live: readonly SealedObject[],
): Promise<Bytes> {
  const changes = [...live.map(sealedChange), deletion(namedId('frozen consent-receipt'), 2)]
  const stateRoot = await deriveStateRoot(await deriveBucketHashes(changes))
  const { bytes } = await makeCommit(device, {
    vaultId: namedId('frozen vault'),
    number: 2,
    previous,
    stateRoot,
    rosterHash,
    epoch: 1,
    deviceId,
    time: now + 1000,
    isRotation: true,
    changes,
  })
  return bytes
}
