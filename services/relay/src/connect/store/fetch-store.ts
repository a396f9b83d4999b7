/** What is still to be fetched, how far each has come, and which pages were delivered: migrations/0008-connections.sql and 0011-fetch-objects.sql. */
import type { PatientId } from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'
import type { Stretch } from '../domain/vendor.ts'

export interface FetchKey {
  readonly connectionId: string
  readonly patientId: PatientId
  readonly collection: string
  readonly stretch: Stretch
  /** The one thing that a notice or an answer named; null for all of the stretch. */
  readonly object: SealedObject | null
}

export interface SealedObject {
  /** Keyed hash: the same thing, told again, is the same fetch. */
  readonly mark: Uint8Array
  /** Under the key of the connection. */
  readonly sealed: Uint8Array
}

export interface Fetch extends FetchKey {
  readonly place: Uint8Array | null
  readonly page: number
  /** How often it was asked for: a notice that comes while it is being fetched must not get lost. */
  readonly asked: number
}

/** Asking again for what is waiting already changes nothing but that it is fetched once more. */
export async function askForFetches(tx: Transaction, keys: readonly FetchKey[], dueAt: Date): Promise<void> {
  for (const key of keys) {
    await tx.query(
      `insert into fetches (connection_id, patient_id, collection, from_at, until_at, object_mark, object, due_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (connection_id, collection, from_at, until_at, object_mark)
       do update set asked = fetches.asked + 1, due_at = least(fetches.due_at, excluded.due_at)`,
      [...keyOf(key), key.object?.sealed ?? null, dueAt],
    )
  }
}

/** The newest days first. */
export async function nextFetch(
  tx: Transaction,
  patientId: PatientId,
  connectionId: string,
  now: Date,
): Promise<Fetch | null> {
  const [row] = await tx.query<FetchRow>(
    `select connection_id as "connectionId", patient_id as "patientId", collection, from_at as "from",
       until_at as "until", object, object_mark as mark, place, page, asked
     from fetches where patient_id = $1 and connection_id = $2 and due_at <= $3
     order by until_at desc, collection, object_mark limit 1`,
    [patientId, connectionId, now],
  )
  if (!row) return null
  const { from, until, object, mark, ...rest } = row
  return { ...rest, stretch: { from, until }, object: object && { sealed: object, mark } }
}

type FetchRow = Omit<Fetch, 'stretch' | 'object'> & {
  readonly from: Date
  readonly until: Date
  readonly object: Uint8Array | null
  readonly mark: Uint8Array
}

export async function moveFetch(tx: Transaction, fetch: Fetch, place: Uint8Array): Promise<void> {
  await tx.query(`update fetches set place = $7, page = page + 1 where ${isThisFetch}`, [
    ...keyOf(fetch),
    place,
  ])
}

/** Done, unless it was asked for again meanwhile: then it begins anew. */
export async function finishFetch(tx: Transaction, fetch: Fetch): Promise<void> {
  await tx.query(`delete from fetches where ${isThisFetch} and asked = $7`, [...keyOf(fetch), fetch.asked])
  await tx.query(`update fetches set place = null, page = 0 where ${isThisFetch}`, keyOf(fetch))
}

/** Tried once more from then on; what else is due goes on. */
export async function postponeFetch(tx: Transaction, fetch: Fetch, dueAt: Date): Promise<void> {
  await tx.query(`update fetches set page = page + 1, due_at = $7 where ${isThisFetch}`, [
    ...keyOf(fetch),
    dueAt,
  ])
}

const isThisFetch = `connection_id = $1 and patient_id = $2 and collection = $3 and from_at = $4 and until_at = $5
  and object_mark = $6`

function keyOf({ connectionId, patientId, collection, stretch, object }: FetchKey): unknown[] {
  return [connectionId, patientId, collection, stretch.from, stretch.until, object?.mark ?? new Uint8Array()]
}

export async function isDelivered(
  tx: Transaction,
  patientId: PatientId,
  connectionId: string,
  mark: Uint8Array,
): Promise<boolean> {
  const rows = await tx.query(
    'select 1 from delivered_pages where patient_id = $1 and connection_id = $2 and mark = $3',
    [patientId, connectionId, mark],
  )
  return rows.length === 1
}

export async function noteDelivered(
  tx: Transaction,
  patientId: PatientId,
  connectionId: string,
  mark: Uint8Array,
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into delivered_pages (connection_id, patient_id, mark, delivered_at) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [connectionId, patientId, mark, now],
  )
}

/** What is as old as this would be taken in once more, and found to be known by the device. */
export async function forgetOld(tx: Transaction, now: Date): Promise<void> {
  await tx.query("delete from delivered_pages where delivered_at < $1::timestamptz - interval '60 days'", [
    now,
  ])
  await tx.query('delete from connection_attempts where expires_at < $1', [now])
}
