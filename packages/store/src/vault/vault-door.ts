/** Making, joining, opening and locking a vault on this device. Read next: found-vault.ts, join-vault.ts, session.ts. */
import { checkSixWords } from '@nornos/crypto/vault-open'
import { kitEntropyToWords, makeKitEntropy, makeSixWords } from '@nornos/crypto/vault-seal'
import { VaultId } from '@nornos/health-model'
import { err, ok, type Result } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'
import type { DeviceParts, OpenDevice } from '../open-device.ts'
import { endDeviceCode } from '../openers/let-device-in.ts'
import { noteFirstOpeners, noteUse } from '../openers/note-openers.ts'
import { noteContactUsed, removeContact } from '../openers/recovery-contact.ts'
import { noteZone, type Unlocked } from '../unlocked.ts'
import { readPasskeys } from './enter-vault.ts'
import { foundVault } from './found-vault.ts'
import { type GivenOpener, type GivenPasskey, unlockOf } from './given-opener.ts'
import { joinVault } from './join-vault.ts'
import { reopenDevice } from './reopen-device.ts'
import { openSession, type Session } from './session.ts'
import { isWrongOpener, problemOfWords } from './typed-words.ts'
import { readVaultFile, type VaultFile } from './vault-file.ts'
import type { VaultHolder } from './vault-holder.ts'
import type { NewVault, Recovery, VaultState } from './vault-state.ts'

export interface VaultDoor {
  vaultState(): Promise<VaultState>
  /** Six new words and a new kit of 24; shown once, kept nowhere. */
  makeWords(): Promise<{ readonly words: readonly string[]; readonly kitWords: readonly string[] }>
  createVault(request: NewVault): Promise<Result<VaultState, DeviceProblem>>
  /** Fetches, opens and becomes a device of the vault; new six words may be given for this device's own slot. */
  recoverVault(
    request: { readonly vaultId: string; readonly deviceName: string; readonly zone: string } & Recovery,
  ): Promise<Result<VaultState, DeviceProblem>>
  /** Works without network. */
  unlock(typedWords: string): Promise<Result<VaultState, DeviceProblem>>
  /** Works without network. */
  unlockWithPasskey(passkey: GivenPasskey): Promise<Result<VaultState, DeviceProblem>>
  /** For a device that has a vault and lost what opens it here; its own slot is made anew. Needs the network. */
  reopenVault(request: Recovery): Promise<Result<VaultState, DeviceProblem>>
  /** Credential ids (base64url) of the passkeys that open this vault. Needs the network. */
  passkeys(vaultId: string): Promise<Result<readonly string[], DeviceProblem>>
  lock(): Promise<void>
}

export function createVaultDoor(holder: VaultHolder): VaultDoor {
  const { parts } = holder

  /** What `note` writes goes into the same commit as the zone. */
  async function begin(
    session: Session,
    zone: string,
    note: (device: OpenDevice) => Promise<void>,
  ): Promise<Result<VaultState, DeviceProblem>> {
    const unlocked = await holder.open(session)
    // A device that joins learns first where the person was.
    if (session.rosters.length > 1) await unlocked.sync.run()
    await noteZone(unlocked.device, zone)
    await note(unlocked.device)
    syncInBackground(holder, unlocked)
    return ok(await holder.vaultState())
  }

  async function unlockWith(given: GivenOpener): Promise<Result<VaultState, DeviceProblem>> {
    return holder.alone(async () => {
      if (holder.current() !== null) return ok(await holder.vaultState())
      const file = await readVaultFile(parts.storage)
      if (file === null) return err({ type: 'NoVault' })
      const session = await openWith(parts, file, given)
      if (!session.ok) return session
      syncInBackground(holder, await holder.open(session.value))
      return ok(await holder.vaultState())
    })
  }

  return {
    vaultState: holder.vaultState,
    lock: holder.lock,
    async makeWords() {
      const words = await makeSixWords()
      return { words, kitWords: await kitEntropyToWords(makeKitEntropy()) }
    },
    createVault: (request) =>
      holder.alone(async () => {
        if ((await readVaultFile(parts.storage)) !== null) return err({ type: 'VaultExists' })
        const session = await foundVault(parts, request)
        if (!session.ok) return session
        return begin(session.value, request.zone, (device) => noteFirstOpeners(device, request))
      }),
    recoverVault: (request) =>
      holder.alone(async () => {
        if ((await readVaultFile(parts.storage)) !== null) return err({ type: 'VaultExists' })
        const joined = await joinVault(parts, request)
        if (!joined.ok) return joined
        const { session, slotId } = joined.value
        const begun = await begin(session, request.zone, (device) => noteOpener(device, request.by, slotId))
        // Used once. What stays, because the network went away, ends by itself.
        const unlocked = holder.current()
        if (unlocked !== null) await useUp(unlocked, request.by, slotId)
        return begun
      }),
    async unlock(typedWords) {
      const words = await checkSixWords(typedWords)
      if (!words.ok) return err(problemOfWords(words.error))
      return unlockWith({ by: 'words', words: words.value })
    },
    unlockWithPasskey: (passkey) => unlockWith({ by: 'passkey', passkey }),
    reopenVault: (request) =>
      holder.alone(async () => {
        if (holder.current() !== null) return ok(await holder.vaultState())
        const file = await readVaultFile(parts.storage)
        if (file === null) return err({ type: 'NoVault' })
        const joined = await reopenDevice(parts, file, request)
        if (!joined.ok) return joined
        const unlocked = await holder.open(joined.value.session)
        await noteOpener(unlocked.device, request.by, joined.value.slotId)
        await useUp(unlocked, request.by, joined.value.slotId)
        syncInBackground(holder, unlocked)
        return ok(await holder.vaultState())
      }),
    passkeys: (vaultId) => readPasskeys(parts, VaultId.parse(vaultId)),
  }
}

/** What was opened with: kept, with the day of its use; or to be taken out by any device. */
async function noteOpener(device: OpenDevice, by: Recovery['by'], slotId: string): Promise<void> {
  if (by === 'contact') await noteContactUsed(device, slotId)
  else if (by !== 'device') await noteUse(device, slotId)
}

async function useUp({ device, sync }: Unlocked, by: Recovery['by'], slotId: string): Promise<void> {
  if (by === 'device') await sync.exclusively(() => endDeviceCode(device, slotId))
  if (by === 'contact') await sync.exclusively(() => removeContact(device, slotId))
}

async function openWith(
  { storage }: DeviceParts,
  file: VaultFile,
  given: GivenOpener,
): Promise<Result<Session, DeviceProblem>> {
  try {
    return ok(await openSession(storage, file, unlockOf(given)))
  } catch (cause) {
    if (!isWrongOpener(cause)) throw cause
    return err({ type: given.by === 'passkey' ? 'PasskeyOfAnotherVault' : 'WordsOfAnotherVault' })
  }
}

function syncInBackground({ inBackground }: VaultHolder, { sync, publish }: Unlocked): void {
  inBackground(async () => {
    await sync.run()
    await publish.run()
  })
}
