/** Takes records of an import in: each is named by what it says, so that the same record is there once. */
import { deriveRecordId } from '@nornos/crypto/vault-open'
import { hashBytes } from '@nornos/crypto/verify'
import { HealthRecord, type MetricId, recordIdentityInput, recordIdOfHash } from '@nornos/health-model'
import type { ImportedRecord } from '@nornos/importers'
import { utf8 } from '@nornos/std'
import type { RecordEntry } from '../objects/catalog.ts'
import { queueEntry, writeObject } from '../objects/object-writer.ts'
import { recordEntry } from '../objects/record-entry.ts'
import { inParallel } from '../sync/in-parallel.ts'
import type { ImportRun } from './import-run.ts'

const recordsAtOnce = 8

export async function importRecords(run: ImportRun, imported: readonly ImportedRecord[]): Promise<void> {
  const byMetric = Map.groupBy(imported, (record) => record.metric)
  for (const [metric, records] of byMetric) await importMetric(run, metric, records)
}

async function importMetric(
  run: ImportRun,
  metric: MetricId,
  imported: readonly ImportedRecord[],
): Promise<void> {
  const known = new Set<string>(run.draft.metric(metric).records.map(({ recordId }) => recordId))
  const entries: RecordEntry[] = []
  await inParallel(imported, recordsAtOnce, async (content) => {
    const recordId = recordIdOfHash(await hashBytes(recordIdentityInput(content)))
    if (known.has(recordId)) return
    known.add(recordId)
    // What its own readers would refuse is never sealed.
    const record = HealthRecord.safeParse({ recordId, ...content })
    if (record.success) entries.push(await writeRecord(run, record.data))
    else run.refused++
    run.tick()
  })
  if (entries.length === 0) return
  run.added += entries.length
  run.draft.changeMetric(metric, (now) => ({ ...now, records: [...now.records, ...entries] }))
}

async function writeRecord({ device, queue, write }: ImportRun, record: HealthRecord): Promise<RecordEntry> {
  const objectId = await deriveRecordId(device.session.vault, ['health-record', record.recordId])
  const payload = utf8(JSON.stringify(record))
  const written = await writeObject(device, write, 'records', { objectId, kind: 'record', payload })
  queue.set(objectId, queueEntry(device, 'records', written))
  return recordEntry(written, record)
}
