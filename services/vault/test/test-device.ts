/** A patient's device as the service sees it: real cryptography, but it sends whatever a test wants. */
import { randomUUID } from 'node:crypto'
import type { DeviceSigner, Vault } from '@nornos/crypto/vault-open'
import {
  type CommitBody,
  type CreatedVault,
  createVault,
  deletion,
  makeCommit,
  makeKitEntropy,
  type SealedObject,
  type SignedCommit,
  sealedChange,
  sealObject,
} from '@nornos/crypto/vault-seal'
import {
  type Change,
  deriveBucketHashes,
  deriveStateRoot,
  type Leaf,
  type Roster,
} from '@nornos/crypto/verify'
import { PatientId } from '@nornos/health-model'
import { type Bytes, toBase64Url, toHex, utf8 } from '@nornos/std'
import type { VaultAlone, VaultApi } from './vault-alone.ts'

export interface TestDevice {
  readonly vaultId: PatientId
  readonly api: VaultApi
  readonly created: CreatedVault
  /** What the device believes; tests may set it to anything. */
  vault: Vault
  signer: DeviceSigner
  roster: Roster
  n: number
  head: Bytes
  readonly leaves: Map<string, Leaf>
  /** Seals some text as the next version of an object. */
  seal(text: string, objectId?: string): Promise<SealedObject>
  upload(object: SealedObject): ReturnType<VaultApi['blobPut']>
  /** Signs a commit of these changes; `more` replaces what a test wants to be wrong. */
  sign(changes: readonly Change[], more?: Partial<CommitBody>): Promise<SignedCommit>
  send(commit: SignedCommit): ReturnType<VaultApi['commitCreate']>
  /** Takes the changes of an accepted commit into what the device believes. */
  adopt(commit: SignedCommit): void
  /** Seal, upload, commit, adopt; throws when refused. */
  store(text: string, objectId?: string): Promise<SealedObject>
  /** Commits and adopts; throws when refused. */
  commit(changes: readonly Change[]): Promise<SignedCommit>
}

export { deletion, sealedChange }

/** With two kits: six words take their time, and the server cannot tell. */
export async function draftVault(vaultId: string): Promise<CreatedVault> {
  return createVault({
    vaultId,
    deviceId: randomUUID(),
    deviceName: 'Laptop',
    now: Date.now(),
    openers: [1, 2].map(() => ({
      slotId: randomUUID(),
      opener: { kind: 'kit', entropy: makeKitEntropy() },
    })),
  })
}

export function creation(created: CreatedVault) {
  return {
    vaultId: PatientId.parse(created.vault.vaultId),
    roster: { roster: toBase64Url(created.roster.bytes) },
    keyring: toBase64Url(created.keyring.bytes),
    commit: toBase64Url(created.genesis.bytes),
    slots: created.slots.map(({ entry, bytes }) => ({ slotId: entry.id, body: toBase64Url(bytes) })),
  }
}

/** A patient whose vault exists. */
export async function makeDevice(alone: VaultAlone): Promise<TestDevice> {
  const vaultId = PatientId.parse(randomUUID())
  const api = await alone.signIn('patient', vaultId)
  const created = await draftVault(vaultId)
  const reply = await api.vaultCreate({ body: creation(created) })
  if (reply.problem !== undefined) throw new Error(`vault refused: ${reply.problem}`)
  return deviceOf(vaultId, api, created)
}

export function deviceOf(vaultId: PatientId, api: VaultApi, created: CreatedVault): TestDevice {
  const device: TestDevice = {
    ...{ vaultId, api, created, vault: created.vault, signer: created.device },
    roster: created.roster.roster,
    n: 1,
    head: created.genesis.commit.head,
    leaves: new Map(leavesOf(created.genesis.commit.changes)),
    seal: (text, objectId = randomUUID()) => {
      const version = (device.leaves.get(objectId)?.version ?? 0) + 1
      return sealObject(device.vault, { objectId, version, kind: 'record', payload: utf8(text) })
    },
    upload: ({ blobHash, bytes }) =>
      api.blobPut({ params: { vaultId, sha256: toHex(blobHash) }, body: bytes }),
    sign: async (changes, more = {}) => {
      const next = new Map([...device.leaves, ...leavesOf(changes)])
      return makeCommit(device.signer, {
        vaultId,
        number: device.n + 1,
        previous: device.head,
        stateRoot: await deriveStateRoot(await deriveBucketHashes(next.values())),
        rosterHash: device.roster.hash,
        epoch: device.vault.epoch,
        deviceId: device.signer.deviceId,
        time: Date.now(),
        isRotation: false,
        changes,
        ...more,
      })
    },
    send: ({ bytes }) => api.commitCreate({ params: { vaultId }, body: { commit: toBase64Url(bytes) } }),
    adopt: ({ commit }) => {
      device.n = commit.number
      device.head = commit.head
      for (const [objectId, leaf] of leavesOf(commit.changes)) device.leaves.set(objectId, leaf)
    },
    store: async (text, objectId) => {
      const sealed = await device.seal(text, objectId)
      const put = await device.upload(sealed)
      if (put.problem !== undefined) throw new Error(`blob refused: ${put.problem}`)
      await device.commit([sealedChange(sealed)])
      return sealed
    },
    commit: async (changes) => {
      const signed = await device.sign(changes)
      const reply = await device.send(signed)
      if (reply.problem !== undefined) throw new Error(`commit refused: ${reply.problem}`)
      device.adopt(signed)
      return signed
    },
  }
  return device
}

function leavesOf(changes: readonly Change[]): [string, Leaf][] {
  return changes.map(({ blobHash, objectId, version }) => [objectId, { objectId, version, blobHash }])
}
