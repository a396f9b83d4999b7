/** Making, joining, opening and locking a vault on this device. Read next: found-vault.ts, join-vault.ts, session.ts. */
import { checkSixWords } from '@nornos/crypto/vault-open'
import { kitEntropyToWords, makeKitEntropy, makeSixWords } from '@nornos/crypto/vault-seal'
import { err, ok, type Result } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'
import type { DeviceParts } from '../open-device.ts'
import { noteZone, type Unlocked } from '../unlocked.ts'
import { foundVault } from './found-vault.ts'
import { joinVault } from './join-vault.ts'
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
  lock(): Promise<void>
}

export function createVaultDoor(holder: VaultHolder): VaultDoor {
  const { parts } = holder

  async function begin(session: Session, zone: string): Promise<Result<VaultState, DeviceProblem>> {
    const unlocked = await holder.open(session)
    // A device that joins learns first where the person was.
    if (session.rosters.length > 1) await unlocked.sync.run()
    await noteZone(unlocked.device, zone)
    syncInBackground(holder, unlocked)
    return ok(await holder.vaultState())
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
        return session.ok ? begin(session.value, request.zone) : session
      }),
    recoverVault: (request) =>
      holder.alone(async () => {
        if ((await readVaultFile(parts.storage)) !== null) return err({ type: 'VaultExists' })
        const session = await joinVault(parts, request)
        return session.ok ? begin(session.value, request.zone) : session
      }),
    async unlock(typedWords) {
      if (holder.current() !== null) return ok(await holder.vaultState())
      return holder.alone(async () => {
        const file = await readVaultFile(parts.storage)
        if (file === null) return err({ type: 'NoVault' })
        const session = await openWithWords(parts, file, typedWords)
        if (!session.ok) return session
        syncInBackground(holder, await holder.open(session.value))
        return ok(await holder.vaultState())
      })
    },
  }
}

async function openWithWords(
  { storage }: DeviceParts,
  file: VaultFile,
  typedWords: string,
): Promise<Result<Session, DeviceProblem>> {
  const words = await checkSixWords(typedWords)
  if (!words.ok) return err(problemOfWords(words.error))
  try {
    return ok(await openSession(storage, file, words.value))
  } catch (cause) {
    if (isWrongOpener(cause)) return err({ type: 'WordsOfAnotherVault' })
    throw cause
  }
}

function syncInBackground({ inBackground }: VaultHolder, { sync, publish }: Unlocked): void {
  inBackground(async () => {
    await sync.run()
    await publish.run()
  })
}
