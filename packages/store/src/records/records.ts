/** What screens ask about records: visits, results, documents, medicines. Read next: read-records.ts. */
import type { HealthRecord, LabResult, MetricId, RecordId } from '@nornos/health-model'
import { err, type Result } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'
import type { VaultHolder } from '../vault/vault-holder.ts'
import { type ProposedDocument, readProposals } from './read-proposals.ts'
import { type RecordsPage, type RecordsQuery, readLabs, readOneRecord, readRecords } from './read-records.ts'

/** A locked device throws LockedError. */
export interface Records {
  records(query: RecordsQuery): Promise<RecordsPage>
  record(metric: MetricId, recordId: RecordId): Promise<HealthRecord | null>
  /** Every laboratory result, the newest first. */
  labs(): Promise<readonly LabResult[]>
  /** Reads a laboratory's page for the person to confirm. Keeps nothing. */
  readLabPage(file: File): Promise<Result<ProposedDocument, DeviceProblem>>
}

export function createRecords({ current, opened }: VaultHolder): Records {
  return {
    records: async (query) => readRecords(opened().device, query),
    record: async (metric, recordId) => readOneRecord(opened().device, metric, recordId),
    labs: async () => readLabs(opened().device),
    readLabPage: async (file) => (current() === null ? err({ type: 'VaultLocked' }) : readProposals(file)),
  }
}
