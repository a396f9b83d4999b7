/** What is still to be fetched, how far each has come, and which pages were delivered: migrations/0008-connections.sql. */
import type { PatientId } from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'
import type { Stretch } from '../domain/vendor.ts'

export interface FetchKey {
  readonly connectionId: string
  readonly patientId: PatientId
  /** With the id of one thing after a slash, when a notice named it. */
  readonly collection: string
  readonly stretch: Stretch
}

export interface Fetch extends FetchKey {
  readonly place: Uint8Array | null
  readonly page: number
  /** How often it was asked for: a notice that comes while it is being fetched must not get lost. */
  readonly asked: number
}

/** Asking again for what is waiting already changes nothing but that it is fetched once more. */
export async function askForFetches(tx: Transaction, keys: readonly FetchKey[], dueAt: Date): Promise<void> {
  for (const { connectionId, patientId, collection, stretch } of keys) {
    await tx.query(
      `insert into fetches (connection_id, patient_id, collection, from_at, until_at, due_at)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (connection_id, collection, from_at, until_at)
       do update set asked = fetches.asked + 1, due_at = least(fetches.due_at, excluded.due_at)`,
      [connectionId, patientId, collection, stretch.from, stretch.until, dueAt],
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
  const [row] = await tx.query<Omit<Fetch, 'stretch'> & { from: Date; until: Date }>(
    `select connection_id as "connectionId", patient_id as "patientId", collection, from_at as "from",
       until_at as "until", place, page, asked
     from fetches where patient_id = $1 and connection_id = $2 and due_at <= $3
     order by until_at desc, collection limit 1`,
    [patientId, connectionId, now],
  )
  if (!row) return null
  const { from, until, ...rest } = row
  return { ...rest, stretch: { from, until } }
}

export async function moveFetch(tx: Transaction, fetch: Fetch, place: Uint8Array): Promise<void> {
  await tx.query(`update fetches set place = $6, page = page + 1 where ${isThisFetch}`, [
    ...keyOf(fetch),
    place,
  ])
}

/** Done, unless it was asked for again meanwhile: then it begins anew. */
export async function finishFetch(tx: Transaction, fetch: Fetch): Promise<void> {
  await tx.query(`delete from fetches where ${isThisFetch} and asked = $6`, [...keyOf(fetch), fetch.asked])
  await tx.query(`update fetches set place = null, page = 0 where ${isThisFetch}`, keyOf(fetch))
}

const isThisFetch =
  'connection_id = $1 and patient_id = $2 and collection = $3 and from_at = $4 and until_at = $5'

function keyOf({ connectionId, patientId, collection, stretch }: FetchKey): unknown[] {
  return [connectionId, patientId, collection, stretch.from, stretch.until]
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
