/** Takes over a roster that the vault shows, when the patient's root key has signed it and it is not older. */
import { CryptoError, openRoster } from '@nornos/crypto/vault-open'
import { equalBytes } from '@nornos/std'
import type { OpenDevice } from '../open-device.ts'
import { rosterOf } from '../vault/session.ts'
import { textToBytes, type VaultFile, vaultFileChange } from '../vault/vault-file.ts'
import { AlarmError } from './alarm.ts'

export async function learnRoster(device: OpenDevice, text: string): Promise<void> {
  const { session } = device
  const last = rosterOf(session)
  const next = await openRoster(session.vault, textToBytes(text)).catch((cause: unknown) => {
    if (cause instanceof CryptoError) throw new AlarmError('roster_mismatch', [text], { cause })
    throw cause
  })
  if (next.number < last.number) throw new AlarmError('rollback', [text])
  if (next.number === last.number) {
    if (!equalBytes(next.hash, last.hash)) throw new AlarmError('roster_mismatch', [text])
    return
  }
  session.rosters = [...session.rosters, next]
  await changeFile(device, (file) => ({
    ...file,
    rosters: [...file.rosters, text],
    pinned: { relay: false, sharedData: false },
  }))
}

/** Changes what the device keeps of its vault while locked. */
export async function changeFile(
  { session, storage }: Pick<OpenDevice, 'session' | 'storage'>,
  change: (file: VaultFile) => VaultFile,
): Promise<void> {
  session.file = change(session.file)
  await storage.write([vaultFileChange(session.file)], 'strict')
}
