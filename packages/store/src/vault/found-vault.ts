/** Makes a new vault, first here, then at the services. Nothing is kept here before the vault service has it. */
import { checkKitWords, closeSlotAccess, makeDeviceSecret } from '@nornos/crypto/vault-open'
import { type CreatedVault, createVault as sealVault } from '@nornos/crypto/vault-seal'
import { DeviceId, VaultId } from '@nornos/health-model'
import { assert, err, ok, present, type Result, toHex } from '@nornos/std'
import { ask, isRefusal } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import { createLocalBoxes } from '../objects/local-boxes.ts'
import { loadStateLeaves } from '../objects/state-leaves.ts'
import type { DeviceParts } from '../open-device.ts'
import { lastSeenChange } from '../sync/last-seen.ts'
import { givenOpener, openerOf, unlockByGiven, unlockOf } from './given-opener.ts'
import type { Session } from './session.ts'
import { bytesToText, deviceSecretChange, type VaultFile, vaultFileChange } from './vault-file.ts'
import type { NewVault } from './vault-state.ts'

export async function foundVault(
  parts: DeviceParts,
  request: NewVault,
): Promise<Result<Session, DeviceProblem>> {
  const deviceId = DeviceId.parse(crypto.randomUUID())
  const deviceKey = await makeDeviceSecret()
  const created = await sealNewVault(parts, request, deviceId, deviceKey)
  const sent = await ask(
    parts.api.vaultCreate({
      body: {
        vaultId: request.vaultId,
        roster: { roster: bytesToText(created.roster.bytes) },
        keyring: bytesToText(created.keyring.bytes),
        commit: bytesToText(created.genesis.bytes),
        slots: created.slots.map(({ bytes, entry }) => ({ slotId: entry.id, body: bytesToText(bytes) })),
      },
    }),
  )
  if (!sent.ok) return isRefusal(sent.error, 'vault-exists') ? err({ type: 'VaultExists' }) : sent
  const file = fileOf(created, request, deviceId)
  await keep(parts, created, file, deviceKey)
  const { vault, device, roster, slots } = created
  for (const { access, entry } of slots) if (entry.kind !== 'device') closeSlotAccess(access)
  const { access } = present(
    slots.find(({ entry }) => entry.kind === 'device'),
    'the vault has a slot for this device',
  )
  return ok({ file, vault, signer: device, access, rosters: [roster.roster] })
}

async function sealNewVault(
  parts: DeviceParts,
  { vaultId, deviceName, kitWords, ...given }: NewVault,
  deviceId: string,
  deviceKey: CryptoKey,
): Promise<CreatedVault> {
  const opener = givenOpener(given)
  const entropy = await checkKitWords(kitWords.join(' '))
  assert(entropy.ok, 'the kit is one that makeWords made')
  return sealVault({
    vaultId,
    deviceId,
    deviceName,
    now: parts.clock.now().getTime(),
    openers: [
      { slotId: crypto.randomUUID(), opener: openerOf(opener) },
      { slotId: crypto.randomUUID(), opener: { kind: 'kit', entropy: entropy.value } },
      {
        slotId: deviceId,
        opener: { kind: 'device', deviceId, deviceKey, unlock: unlockOf(opener) },
      },
    ],
  })
}

function fileOf(created: CreatedVault, request: NewVault, deviceId: DeviceId): VaultFile {
  const slot = created.slots.find(({ entry }) => entry.kind === 'device')
  return {
    vaultId: VaultId.parse(request.vaultId),
    deviceId,
    deviceName: request.deviceName,
    unlockBy: unlockByGiven(givenOpener(request)),
    slot: bytesToText(present(slot, 'the vault has a slot for this device').bytes),
    signingKey: bytesToText(created.device.sealedKey),
    keyring: bytesToText(created.keyring.bytes),
    rosters: [bytesToText(created.roster.bytes)],
    pinned: { relay: false, sharedData: false },
  }
}

async function keep(
  { storage }: DeviceParts,
  { genesis, vault }: CreatedVault,
  file: VaultFile,
  deviceKey: CryptoKey,
): Promise<void> {
  const boxes = createLocalBoxes(storage, { vault })
  const leaves = await loadStateLeaves(boxes)
  await leaves.apply(genesis.commit.changes)
  const seen = { n: 1, head: toHex(genesis.commit.head), commit: bytesToText(genesis.bytes) }
  const changes = [vaultFileChange(file), deviceSecretChange(deviceKey), await lastSeenChange(boxes, seen)]
  await storage.write([...changes, ...(await leaves.takeChanges())], 'strict')
}
