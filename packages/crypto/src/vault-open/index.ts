/**
 * Opening a vault: for the patient's device alone. No service reaches this entry.
 * Read `specs/key-hierarchy.md` first. The way in: `openSlot` → `openVault` → `openObject`.
 */
export type { ObjectHeader } from '../format/object-header.ts'
export type { ObjectKind } from '../format/object-kind.ts'
export { keyringObjectId } from '../format/reserved-object.ts'
export type { Roster } from '../format/roster.ts'
export type { SlotKind } from '../format/slot-kind.ts'
export { type Argon2id, argon2idHere, runArgon2idAt } from '../hazmat/argon2id.ts'
export { CryptoError, type CryptoErrorCode } from '../hazmat/crypto-error.ts'
export { makeHasher, type RunningHash, startHash } from '../hazmat/sha256-stream.ts'
export { checkKitWords } from '../words/kit.ts'
export { checkSixWords } from '../words/six-words.ts'
export type { WordsProblem } from '../words/typed-words.ts'
export {
  type DeviceSignatureKind,
  type DeviceSigner,
  makeDeviceSecret,
  makeDeviceSigner,
  type NewDevice,
  openDeviceSigner,
  signAsDevice,
} from './device.ts'
export { followRotation } from './follow-rotation.ts'
export { openLocal, sealLocal } from './local-box.ts'
export {
  type BlockIdentity,
  deriveBlockId,
  deriveClosingWord,
  deriveFilePartId,
  deriveItemName,
  deriveRecordId,
} from './object-id.ts'
export { type FilePart, filePartFrontBytes, openFilePart } from './open-file-part.ts'
export { type InboxItemKind, type OpenedInboxItem, openInboxItem } from './open-inbox-item.ts'
export { type ExpectedObject, type OpenedObject, openObject } from './open-object.ts'
export {
  closeSlotAccess,
  enterSlot,
  openSlot,
  reopenSlot,
  type SlotAccess,
  type VaultRootKey,
} from './open-slot.ts'
export { type DeviceUnlock, type Opener, type PrfOutput, prfInputs } from './opener.ts'
export { openRoster } from './roster-mac.ts'
export { closeVault, openVault, type Vault } from './vault.ts'
