/** A service's own records at rest, under the key port. Opens no vault; the blind services never reach it. */
export { CryptoError, type CryptoErrorCode } from '../hazmat/crypto-error.ts'
export { type KeyService, managedKeyPort } from './managed-key-port.ts'
export {
  importServiceKey,
  type KeyPort,
  localKeyPort,
  makeDataKey,
  makeServiceKeyBytes,
  type NewDataKey,
  openDataKey,
  type ServiceKey,
} from './service-key.ts'
export { openForService, sealForService, serviceBoxOverheadBytes } from './service-record.ts'
