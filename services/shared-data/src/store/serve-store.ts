/** Reading under a token, in one statement each: migrations/0006-serving.sql. */
import type { ConsentRecord, EventId, FieldId, MetricId, PatientId } from '@nornos/health-model'
import { type Database, databaseCode } from '@nornos/service-kit'
import { type Bytes, toHex } from '@nornos/std'

export interface TokenAndEvent {
  /** SHA-256 as hex. */
  readonly tokenHash: string
  readonly patientId: PatientId
  /** Of relay's entry in the trail. */
  readonly eventId: EventId
}

export interface ServedBody {
  readonly itemId: string
  readonly version: number
  readonly keyId: string
  readonly body: Uint8Array
}

export interface ServedRead {
  /** Of the token: the answer keeps to every one of them. */
  readonly consents: readonly ConsentRecord[]
  readonly bodies: readonly ServedBody[]
}

/** Null: not found, for whatever reason. What is given is written down already. */
export async function serveRead(
  database: Database,
  token: TokenAndEvent,
  wanted: {
    readonly field: FieldId
    readonly metric: MetricId
    /** Of samples, hours, days and months, in this order. */
    readonly tags: readonly Bytes[]
    /** 1 to 4: which of them is asked for. A coarser consent decides for a later one. */
    readonly form: number
    /** `2025-01`, both included. */
    readonly fromMonth: string
    readonly untilMonth: string
  },
): Promise<ServedRead | null> {
  const rows = await once(
    database.query<ReadRow>(`select * from serve_read(decode($1, 'hex'), $2, $3, $4, $5, $6, $7, $8, $9)`, [
      token.tokenHash,
      token.patientId,
      token.eventId,
      wanted.field,
      wanted.metric,
      wanted.tags.map((tag) => Buffer.from(tag)),
      wanted.form,
      wanted.fromMonth,
      wanted.untilMonth,
    ]),
  )
  const [first, ...rest] = rows
  if (!first?.consents) return null
  return { consents: first.consents, bodies: rest.flatMap(rowToBody) }
}

/** The tags by which the items of one metric are found. */
export interface MetricLookup {
  readonly field: FieldId
  readonly metric: MetricId
  readonly monthTag: Bytes
  readonly dayTag: Bytes
  readonly blockTag: Bytes
}

export interface ServedSummary {
  readonly consents: readonly ConsentRecord[]
  readonly bodies: readonly (ServedBody & { readonly metric: MetricId })[]
}

export async function serveSummary(
  database: Database,
  token: TokenAndEvent,
  metrics: readonly MetricLookup[],
): Promise<ServedSummary | null> {
  const rows = await once(
    database.query<SummaryRow>(`select * from serve_summary(decode($1, 'hex'), $2, $3, $4, $5, $6, $7, $8)`, [
      token.tokenHash,
      token.patientId,
      token.eventId,
      metrics.map((one) => one.field),
      metrics.map((one) => one.metric),
      metrics.map((one) => Buffer.from(one.monthTag)),
      metrics.map((one) => Buffer.from(one.dayTag)),
      metrics.map((one) => Buffer.from(one.blockTag)),
    ]),
  )
  const [first, ...rest] = rows
  if (!first?.consents) return null
  const bodies = rest.flatMap((row) => {
    const { metric } = row
    return metric === null ? [] : rowToBody(row).map((body) => ({ ...body, metric }))
  })
  return { consents: first.consents, bodies }
}

/** An event serves once: relay cannot hide a second read behind the entry of the first. */
async function once<Row>(rows: Promise<readonly Row[]>): Promise<readonly Row[]> {
  try {
    return await rows
  } catch (cause) {
    if (databaseCode(cause) === '23505') return []
    throw cause
  }
}

interface ReadRow {
  readonly consents: readonly ConsentRecord[] | null
  readonly item_id: Uint8Array | null
  readonly version: number | null
  readonly key_id: string | null
  readonly body: Uint8Array | null
}

interface SummaryRow extends ReadRow {
  readonly metric: MetricId | null
}

function rowToBody({ item_id, version, key_id, body }: ReadRow): ServedBody[] {
  if (item_id === null || version === null || key_id === null || body === null) return []
  return [{ itemId: toHex(item_id), version, keyId: key_id, body }]
}
