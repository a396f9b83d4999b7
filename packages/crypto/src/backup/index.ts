/**
 * Backups of a vault: one tar that anybody can check and nobody can open without an opener. Needs no key.
 * `specs/vault-commit.md` §6.
 */
export { CryptoError, type CryptoErrorCode } from '../hazmat/crypto-error.ts'
export { encodeSums, sumsName } from './backup-entries.ts'
export { type BackupHead, encodeBackupHead } from './backup-head.ts'
export {
  type Backup,
  type BackupBlob,
  type BackupFault,
  type BackupReport,
  readBackup,
} from './backup-reader.ts'
export { encodeLeaves } from './leaves.ts'
export { readTar, type TarEntry, tarEnd, tarHeader, tarPadding } from './tar.ts'
