/**
 * The one truth about every endpoint: URL, verb, shapes, problems and who may call. Types, validation, OpenAPI and
 * the client follow from it.
 */
import { agents } from './agents/contract.ts'
import { auth } from './auth/contract.ts'
import { connect } from './connect/contract.ts'
import { relay } from './relay/contract.ts'
import { sharedData } from './shared-data/contract.ts'
import { vault } from './vault/contract.ts'

export { AgentRun } from './agents/agent-run-read.ts'
export { DoctorCode } from './auth/doctor-code-read.ts'
export { DoctorCard } from './auth/doctor-lookup.ts'
export { Account } from './auth/me-read.ts'
export { RecoveryRequest, recoveryHalvesMax } from './auth/recovery-read.ts'
export {
  ConnectableVendor,
  Connection,
  ConnectionTrouble,
  serverUrlMax,
  VendorId,
} from './connect/connection-list.ts'
export { ingestBytesMax } from './connect/ingest-send.ts'
export { IngestToken, IngestTokenName, ingestTokensMax } from './connect/ingest-token-list.ts'
export { WebhookQuery } from './connect/webhook-check.ts'
export { AccessGrant } from './relay/access-token-issue.ts'
export { HeldConsent } from './relay/consent-check.ts'
export { ConsentView } from './relay/consent-list.ts'
export { DataSummary } from './relay/data-summary.ts'
export { InboxAddress } from './relay/inbox-address-read.ts'
export { RosterEnvelope, RosterPin } from './relay/roster-pin.ts'
export { ShareEvent } from './relay/share-events.ts'
export { Share } from './relay/share-list.ts'
export { DataQuery, DataSeries, DaySeries, HourSeries, RawSeries } from './series.ts'
export { itemBytesMax, itemRefusals, PublishedItem } from './shared-data/item-put.ts'
export { PublishPlan } from './shared-data/publish-plan-read.ts'
export { Served } from './shared-data/served-list.ts'
export { blobBytesMax } from './vault/blob-put.ts'
export {
  batchedByteLength,
  blobBatchBytesMax,
  decodeBatch,
  encodeBatched,
} from './vault/blob-read-many.ts'
export { InboxEntry } from './vault/inbox-list.ts'
export { inboxItemBytesMax } from './vault/inbox-put.ts'
export { SenderRule } from './vault/inbox-sender-put.ts'
export { BucketHashes, BucketLeaves } from './vault/state-read.ts'
export { ClosureReceipt } from './vault/vault-close.ts'
export { SealedSlot } from './vault/vault-create.ts'
export { VaultHead } from './vault/vault-read.ts'
export { agents, auth, connect, relay, sharedData, vault }

/** Every contract by the name of the service that keeps it; `connect` is a process of relay. */
export const contracts = { auth, relay, connect, 'shared-data': sharedData, vault, agents } as const
export type ServiceName = keyof typeof contracts
