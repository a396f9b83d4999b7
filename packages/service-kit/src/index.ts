export type { JWK as JsonWebKey } from 'jose'
export { type Clock, systemClock } from './clock.ts'
export { ConfigError, readConfig } from './config.ts'
export { correlationHeader, correlationOf, currentCorrelation, withCorrelation } from './correlation.ts'
export {
  type Database,
  type DatabaseConfig,
  databaseCode,
  isReachable,
  openDatabase,
  refusedBy,
  type Transaction,
} from './database/database.ts'
export { MigrationError, migrate } from './database/migrate.ts'
export { Unavailable } from './http/answer.ts'
export { discardBody } from './http/discard-body.ts'
export { commonProblem } from './http/write-reply.ts'
export type { Authentication } from './identity/authenticate.ts'
export { verifyDpop } from './identity/dpop.ts'
export { isFreshlySignedIn } from './identity/fresh-sign-in.ts'
export { type InboxPermit, signInboxPermit, verifyInboxPermit } from './identity/inbox-permit.ts'
export { createReplayGuard, type ReplayGuard } from './identity/replay-guard.ts'
export {
  createServiceSigner,
  createServiceTokenVerifier,
  type ServiceSigner,
  type ServiceTokenVerifier,
} from './identity/service-token.ts'
export { createSessionVerifier, type SessionVerifier } from './identity/session-token.ts'
export { type Job, startJob } from './jobs.ts'
export { KeyFileError, openKeyFile } from './key-file.ts'
export {
  type ConfiguredKeyService,
  type KeyServiceConfig,
  KeyServiceError,
  type KeyServiceTrouble,
  keyServiceNames,
  keyServiceOf,
  keyServiceShape,
} from './key-service/key-service.ts'
export { openKeyService } from './key-service/open-key-service.ts'
export { runUntilSignalled } from './lifecycle.ts'
export { createLog, type Log, type LogFields, logTo } from './log.ts'
export { createMetrics, type ServiceMetrics } from './metrics.ts'
export { type Service, type ServiceOptions, startService } from './service.ts'
