/** A new vault: root key, keyring, slots, first device, first roster, first commit. Nothing is sent from here. */
import { assert, type Bytes } from '@nornos/std'
import { deriveNextState, emptyBucketHashes } from '../format/state-root.ts'
import { ed25519SeedBytes } from '../hazmat/ed25519.ts'
import { makeRandomBytes } from '../hazmat/random.ts'
import { xWingSeedBytes } from '../hazmat/x-wing-sizes.ts'
import { makeDeviceSigner, type NewDevice } from '../vault-open/device.ts'
import type { Opener } from '../vault-open/opener.ts'
import { assembleVault, type Vault } from '../vault-open/vault.ts'
import { makeCommit, type SignedCommit, sealedChange } from './make-commit.ts'
import { makeRoster, type SignedRoster } from './make-roster.ts'
import { makeSlotFor, type NewSlot } from './make-slot.ts'
import { sealKeyring } from './seal-keyring.ts'
import type { SealedObject } from './seal-object.ts'

export interface VaultToCreate {
  readonly vaultId: string
  readonly deviceId: string
  /** What the patient calls this device. */
  readonly deviceName: string
  /** Milliseconds UTC. */
  readonly now: number
  /** At least one; the app asks for two, the kit among them, before it says "backed up". */
  readonly openers: readonly SlotToCreate[]
}

export interface SlotToCreate {
  readonly slotId: string
  readonly opener: Opener
}

/** The open vault and all that goes to the server and onto the device. */
export interface CreatedVault {
  readonly vault: Vault
  readonly device: NewDevice
  readonly slots: readonly NewSlot[]
  readonly roster: SignedRoster
  readonly keyring: SealedObject
  /** Commit number 1, of the keyring alone. */
  readonly genesis: SignedCommit
}

export async function createVault(request: VaultToCreate): Promise<CreatedVault> {
  const { deviceId, deviceName, now, openers, vaultId } = request
  assert(openers.length > 0, 'a vault without an opener is lost')
  const root = { vaultId, epoch: 0, rootKey: makeRandomBytes(32) }
  const vault = await assembleVault(root, makeKeyring(), 1)
  const slots: NewSlot[] = []
  for (const { opener, slotId } of openers) slots.push(await makeSlotFor(root, slotId, opener, now))
  const device = await makeDeviceSigner(vault, deviceId)
  const roster = await makeRoster(vault, null, {
    devices: [{ id: deviceId, publicKey: device.publicKey, addedAt: now, name: deviceName }],
    slots: slots.map((slot) => slot.entry),
    delegates: [],
  })
  const keyring = await sealKeyring(vault)
  const changes = [sealedChange(keyring)]
  const { stateRoot } = await deriveNextState(await emptyBucketHashes(), changes, () => [])
  const genesis = await makeCommit(device, {
    vaultId,
    number: 1,
    previous: noHead(),
    stateRoot,
    rosterHash: roster.roster.hash,
    epoch: 0,
    deviceId,
    time: now,
    isRotation: false,
    changes,
  })
  return { vault, device, slots, roster, keyring, genesis }
}

function makeKeyring() {
  return {
    nameKey: makeRandomBytes(32),
    rootSeed: makeRandomBytes(ed25519SeedBytes),
    inboxSeeds: [makeRandomBytes(xWingSeedBytes)],
    earlierRootKeys: [],
  }
}

function noHead(): Bytes {
  return new Uint8Array(32)
}
