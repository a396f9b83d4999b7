/** What screens ask about records: visits, results, documents, medicines. Read next: read-records.ts. */
import type { HealthRecord, LabResult, MetricId, RecordId } from '@nornos/health-model'
import type { VaultHolder } from '../vault/vault-holder.ts'
import { type ProposedDocument, readProposedDocuments } from './proposed-documents.ts'
import { type RecordsPage, type RecordsQuery, readLabs, readOneRecord, readRecords } from './read-records.ts'

/** A locked device throws LockedError. */
export interface Records {
  records(query: RecordsQuery): Promise<RecordsPage>
  record(metric: MetricId, recordId: RecordId): Promise<HealthRecord | null>
  /** Every laboratory result, the newest first. */
  labs(): Promise<readonly LabResult[]>
  /** Documents that seem to state laboratory results, for the person to confirm line by line. */
  proposedDocuments(): Promise<readonly ProposedDocument[]>
}

export function createRecords({ opened }: VaultHolder): Records {
  return {
    records: async (query) => readRecords(opened().device, query),
    record: async (metric, recordId) => readOneRecord(opened().device, metric, recordId),
    labs: async () => readLabs(opened().device),
    proposedDocuments: async () => readProposedDocuments(opened().device),
  }
}
