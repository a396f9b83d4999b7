/** A fresh vault with devices in it, made from the formats alone: no words, so that thousands can be made. */
import { enterSlot, makeDeviceSecret, makeDeviceSigner, type NewDevice } from '@nornos/crypto/vault-open'
import { createVault, makeRoster, type SignedRoster } from '@nornos/crypto/vault-seal'
import { DeviceId, PlatformId, VaultId } from '@nornos/health-model'
import { present, toHex } from '@nornos/std'
import {
  createMemoryStorage,
  type DeviceApi,
  type DeviceStorage,
  localLocks,
  noTimers,
} from '../../src/index.ts'
import { createLocalBoxes } from '../../src/objects/local-boxes.ts'
import { loadStateLeaves } from '../../src/objects/state-leaves.ts'
import type { DeviceParts } from '../../src/open-device.ts'
import { createMemoryHeads } from '../../src/sync/known-heads.ts'
import { lastSeenChange } from '../../src/sync/last-seen.ts'
import { openUnlocked, type Unlocked } from '../../src/unlocked.ts'
import type { Session } from '../../src/vault/session.ts'
import { bytesToText, deviceSecretChange, vaultFileChange } from '../../src/vault/vault-file.ts'

export interface StagedVault {
  readonly vaultId: VaultId
  readonly genesis: string
  /** Oldest first; the last one lists every device. */
  readonly rosters: readonly string[]
  readonly keyring: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }
  readonly devices: readonly StagedDevice[]
}

export interface StagedDevice {
  readonly storage: DeviceStorage
  /** Opens the device anew over what it has stored; what was open before is left as after a crash. */
  open(api: DeviceApi, storage?: DeviceStorage): Promise<Unlocked>
}

export interface StageClock {
  now(): Date
}

const prf = { first: new Uint8Array(32).fill(1), second: new Uint8Array(32).fill(2) }

/** The first device made the vault; the others joined it and have seen nothing of its chain yet. */
export async function stageVault(count: number, clock: StageClock): Promise<StagedVault> {
  const vaultId = VaultId.parse(crypto.randomUUID())
  const deviceId = DeviceId.parse(crypto.randomUUID())
  const now = clock.now().getTime()
  const deviceKey = await makeDeviceSecret()
  const deviceOpener = { kind: 'device', deviceId, deviceKey, unlock: { type: 'prf', prf } } as const
  const created = await createVault({
    vaultId,
    deviceId,
    deviceName: 'Device 0',
    now,
    openers: [
      { slotId: crypto.randomUUID(), opener: { kind: 'kit', entropy: new Uint8Array(32).fill(3) } },
      { slotId: crypto.randomUUID(), opener: deviceOpener },
    ],
  })
  const { keyring, vault } = created
  const deviceSlot = present(
    created.slots.find(({ entry }) => entry.kind === 'device'),
    'the first device has a slot',
  )
  const signers: NewDevice[] = [created.device]
  const rosters: SignedRoster[] = [created.roster]
  for (let index = 1; index < count; index++) {
    const last = rosters.at(-1)?.roster ?? created.roster.roster
    const signer = await makeDeviceSigner(vault, DeviceId.parse(crypto.randomUUID()))
    const listed = { id: signer.deviceId, publicKey: signer.publicKey, addedAt: now, name: `Device ${index}` }
    const { delegates, devices, slots } = last
    rosters.push(await makeRoster(vault, last, { delegates, slots, devices: [...devices, listed] }))
    signers.push(signer)
  }
  const texts = rosters.map(({ bytes }) => bytesToText(bytes))
  const devices: StagedDevice[] = []
  for (const [index, signer] of signers.entries()) {
    const storage = createMemoryStorage()
    const file = {
      vaultId,
      deviceId: DeviceId.parse(signer.deviceId),
      deviceName: `Device ${index}`,
      slot: '',
      signingKey: bytesToText(signer.sealedKey),
      keyring: bytesToText(keyring.bytes),
      rosters: texts,
      pinned: { relay: true, sharedData: true },
    }
    const { access } = await enterSlot(deviceSlot.bytes, deviceOpener)
    const session: Session = { file, vault, signer, access, rosters: rosters.map(({ roster }) => roster) }
    await storage.write([vaultFileChange(file), deviceSecretChange(deviceKey)], 'strict')
    const heads = createMemoryHeads()
    if (index === 0) {
      const boxes = createLocalBoxes(storage, { vault })
      const leaves = await loadStateLeaves(boxes)
      await leaves.apply(created.genesis.commit.changes)
      const { bytes, commit } = created.genesis
      const seen = { n: 1, head: toHex(commit.head), commit: bytesToText(bytes) }
      await storage.write([await lastSeenChange(boxes, seen), ...(await leaves.takeChanges())], 'strict')
    }
    devices.push({
      storage,
      open(api, over = storage) {
        const parts: DeviceParts = {
          storage: over,
          api,
          clock,
          heads,
          timers: noTimers,
          locks: localLocks(),
          platformId: PlatformId.parse('00000000-0000-4000-8000-000000000001'),
          chance: () => 0,
          heldSamplesMax: 100_000,
          onFault: (cause) => {
            throw cause
          },
        }
        return openUnlocked(
          parts,
          { ...session },
          {
            changed: () => undefined,
            closed: () => undefined,
            follows: false,
          },
        )
      },
    })
  }
  return {
    vaultId,
    genesis: bytesToText(created.genesis.bytes),
    rosters: texts,
    keyring: { name: toHex(keyring.blobHash), bytes: keyring.bytes },
    devices,
  }
}
