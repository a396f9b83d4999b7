/**
 * Making and sealing a vault: for the patient's device alone. No service reaches this entry.
 * Read `specs/key-hierarchy.md` first; opening is in `../vault-open`.
 */
export type { Change, Commit, CommitBody } from '../format/commit.ts'
export type { Codec } from '../format/frame.ts'
export type { RosterDelegate, RosterDevice, RosterSlot } from '../format/roster.ts'
export { CryptoError, type CryptoErrorCode } from '../hazmat/crypto-error.ts'
export { signAsDevice } from '../vault-open/device.ts'
export { sealLocal } from '../vault-open/local-box.ts'
export { kitEntropyToWords, makeKitEntropy } from '../words/kit.ts'
export { makeSixWords } from '../words/six-words.ts'
export { macBackupLabel } from './backup-label.ts'
export { type CreatedVault, createVault, type SlotToCreate, type VaultToCreate } from './create-vault.ts'
export { deletion, makeCommit, type SignedCommit, sealedChange } from './make-commit.ts'
export { makeRoster, type RosterContent, type SignedRoster } from './make-roster.ts'
export { makeSlot, type NewSlot, resealSlot } from './make-slot.ts'
export { type Rotation, rotateVault } from './rotate-vault.ts'
export { type ObjectToSeal, type SealedObject, sealObject } from './seal-object.ts'
