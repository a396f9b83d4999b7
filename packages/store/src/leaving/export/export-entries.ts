/** What the readable export is made of, entry by entry. Read next: zip-writer.ts, fhir-resources.ts. */
import { type HealthRecord, type MetricId, metric } from '@nornos/health-model'
import { type Bytes, utf8 } from '@nornos/std'
import { ask } from '../../device-api.ts'
import { readRecord } from '../../objects/object-reader.ts'
import { readRawNotes } from '../../objects/raw-notes.ts'
import type { OpenDevice } from '../../open-device.ts'
import { readDays } from '../../query/read-days.ts'
import { readerOf } from '../../query/read-samples.ts'
import type { ZipEntry } from '../../zip/zip-writer.ts'
import type { ExportRun } from './export-run.ts'
import { bundleOf, dayToFhir, type FhirResource, recordToFhir } from './fhir-resources.ts'
import { type FileToExport, fileEntry, fileListEntry, listFilesToExport } from './file-entries.ts'
import { exportReadme } from './readme.ts'
import { csvOf, linesOf, sourceName } from './samples-text.ts'

export async function* exportEntries(run: ExportRun): AsyncGenerator<ZipEntry> {
  const { catalog, clock, session } = run.device
  const measured = catalog.metrics().filter(({ blocks }) => blocks.length > 0)
  const samples = measured.map((entry) => entry.metric).sort()
  const files = await listFilesToExport(run.device)
  const total = samples.length * 3 + files.length + 7
  let done = 0
  for await (const entry of allEntries(run, samples, files)) {
    run.signal.throwIfAborted()
    yield entry
    done++
    run.onProgress(Math.min(1, done / total))
  }
  const when = clock.now().toISOString()
  yield text('README.txt', exportReadme({ when, vaultId: session.file.vaultId, missing: run.missing }))
}

async function* allEntries(
  run: ExportRun,
  samples: readonly MetricId[],
  files: readonly FileToExport[],
): AsyncGenerator<ZipEntry> {
  const { device, signal } = run
  const patient: FhirResource = { resourceType: 'Patient', id: device.session.file.vaultId }
  yield deflated('fhir/records.json', bytesOf(bundleOf(patient, recordResources(run))))
  yield deflated('records/records.ndjson', bytesOf(recordLines(run)))
  yield deflated('unknown/items.ndjson', bytesOf(rawLines(run)))
  for (const id of samples) {
    yield deflated(`csv/${id}.csv`, csvOf(device, id, signal))
    yield deflated(`samples/${id}.ndjson`, linesOf(device, id, signal))
    yield deflated(`fhir/daily-${id}.json`, bytesOf(bundleOf(patient, dayResources(device, id))))
  }
  yield text('sources.json', sourcesText(device))
  for (const file of files) yield fileEntry(run, file)
  yield fileListEntry(files)
  yield* sharingEntries(run)
}

async function* sharingEntries({ device, missing, signal }: ExportRun): AsyncGenerator<ZipEntry> {
  const listed = await ask(device.api.consentList({ signal }))
  if (!listed.ok) {
    missing.push('sharing/consents.json', 'sharing/trail.ndjson')
    return
  }
  yield text('sharing/consents.json', JSON.stringify(listed.value.body.consents, null, 1))
  yield deflated('sharing/trail.ndjson', bytesOf(trailLines(device, missing, signal)))
}

async function* trailLines(
  device: OpenDevice,
  missing: string[],
  signal: AbortSignal,
): AsyncGenerator<string> {
  for (let before: string | undefined; ; ) {
    const query = { limit: '200', ...(before === undefined ? {} : { before }) }
    const page = await ask(device.api.trailList({ query, signal }))
    if (!page.ok) {
      missing.push('sharing/trail.ndjson')
      return
    }
    const { events } = page.value.body
    for (const event of events) yield `${JSON.stringify(event)}\n`
    const last = events.at(-1)?.eventId
    if (last === undefined || last === before) return
    before = last
  }
}

async function* records({ device, signal }: ExportRun): AsyncGenerator<HealthRecord> {
  const all = device.catalog.metrics().flatMap((entry) => entry.records)
  // The order of two devices is not the same; that of their exports is.
  const ordered = all.sort((left, right) => (left.recordId < right.recordId ? -1 : 1))
  for (const record of ordered) {
    signal.throwIfAborted()
    yield await readRecord(device.session.vault, readerOf(device), record)
  }
}

async function* recordResources(run: ExportRun): AsyncGenerator<FhirResource> {
  const patient = `Patient/${run.device.session.file.vaultId}`
  for await (const record of records(run)) {
    const resource = recordToFhir(record, patient)
    if (resource !== null) yield resource
  }
}

async function* recordLines(run: ExportRun): AsyncGenerator<string> {
  for await (const record of records(run)) yield `${JSON.stringify(record)}\n`
}

/** Two devices may have kept the same item. */
async function* rawLines({ device, signal }: ExportRun): AsyncGenerator<string> {
  const written = new Set<string>()
  for await (const { items, type } of readRawNotes(device, device.catalog.notes(), readerOf(device))) {
    signal.throwIfAborted()
    for (const text of items) {
      const line = JSON.stringify({ type, text })
      if (written.has(line)) continue
      written.add(line)
      yield `${line}\n`
    }
  }
}

async function* dayResources(device: OpenDevice, id: MetricId): AsyncGenerator<FhirResource> {
  if (metric(id).day === 'each' || metric(id).codes !== undefined) return
  const patient = `Patient/${device.session.file.vaultId}`
  const series = [...(await readDays(device, id, -100_000, 100_000))]
  series.sort((left, right) => ((left.source ?? '') < (right.source ?? '') ? -1 : 1))
  for (const { rows, source } of series) {
    const name = source === null ? 'all sources' : sourceName(device, { source })
    for (const row of rows) yield dayToFhir(id, source ?? name, row, patient)
  }
}

function sourcesText({ knowledge }: OpenDevice): string {
  const ordered = [...knowledge.sources].sort(([left], [right]) => (left < right ? -1 : 1))
  return JSON.stringify(
    ordered.map(([id, identity]) => ({ id, ...identity })),
    null,
    1,
  )
}

const gatheredCharacters = 64 * 1024

/** Few large pieces rather than many small ones. */
async function* bytesOf(pieces: AsyncIterable<string>): AsyncGenerator<Bytes> {
  let gathered = ''
  for await (const piece of pieces) {
    gathered += piece
    if (gathered.length < gatheredCharacters) continue
    yield utf8(gathered)
    gathered = ''
  }
  yield utf8(gathered)
}

function deflated(name: string, content: AsyncIterable<Bytes>): ZipEntry {
  return { name, content, isDeflated: true }
}

function text(name: string, content: string): ZipEntry {
  return { name, content: [utf8(content)], isDeflated: true }
}
