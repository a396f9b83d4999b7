/** Sealed items: migrations/0005-items.sql. */
import type { FieldId, ItemId, ItemKind, PatientId } from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'
import type { Bytes } from '@nornos/std'

export interface StoredVersion {
  readonly field: FieldId
  readonly itemId: ItemId
  readonly version: number
}

export interface SealedItem extends StoredVersion {
  readonly keyId: string
  readonly body: Uint8Array
}

export interface ItemToStore extends SealedItem {
  readonly kind: ItemKind
  readonly metricTag: Bytes
  readonly month: string | null
  /** Bytes before sealing. */
  readonly size: number
}

/** In the plan a field names this many at most. */
const listedMax = 50_000

export async function listVersions(
  tx: Transaction,
  patientId: PatientId,
  field: FieldId,
): Promise<readonly StoredVersion[]> {
  const rows = await tx.query<VersionRow>(
    `select field, encode(item_id, 'hex') as item_id, version from items
     where patient_id = $1 and field = $2 order by item_id limit ${listedMax}`,
    [patientId, field],
  )
  return rows.map(rowToVersion)
}

export async function findVersions(
  tx: Transaction,
  patientId: PatientId,
  itemIds: readonly ItemId[],
): Promise<readonly StoredVersion[]> {
  const rows = await tx.query<VersionRow>(
    `select field, encode(item_id, 'hex') as item_id, version from items
     where patient_id = $1 and item_id = any ($2::bytea[])`,
    [patientId, itemIds.map(idToBytes)],
  )
  return rows.map(rowToVersion)
}

/** A newer version replaces an older one. */
export async function upsertItems(
  tx: Transaction,
  patientId: PatientId,
  items: readonly ItemToStore[],
): Promise<void> {
  await tx.query(
    `insert into items (patient_id, field, item_id, version, kind, metric_tag, month, size, key_id, body)
     select $1, * from unnest(
       $2::text[], $3::bytea[], $4::bigint[], $5::text[], $6::bytea[], $7::text[], $8::integer[], $9::uuid[],
       $10::bytea[])
     on conflict (patient_id, field, item_id) do update set
       version = excluded.version, kind = excluded.kind, metric_tag = excluded.metric_tag, month = excluded.month,
       size = excluded.size, key_id = excluded.key_id, body = excluded.body
     where items.version < excluded.version`,
    [
      patientId,
      items.map((item) => item.field),
      items.map((item) => idToBytes(item.itemId)),
      items.map((item) => item.version),
      items.map((item) => item.kind),
      items.map((item) => Buffer.from(item.metricTag)),
      items.map((item) => item.month),
      items.map((item) => item.size),
      items.map((item) => item.keyId),
      items.map((item) => Buffer.from(item.body)),
    ],
  )
}

export async function deleteItems(
  tx: Transaction,
  patientId: PatientId,
  itemIds: readonly ItemId[],
): Promise<number> {
  const gone = await tx.query(
    'delete from items where patient_id = $1 and item_id = any ($2::bytea[]) returning patient_id',
    [patientId, itemIds.map(idToBytes)],
  )
  return gone.length
}

export async function deleteField(tx: Transaction, patientId: PatientId, field: FieldId): Promise<number> {
  const gone = await tx.query('delete from items where patient_id = $1 and field = $2 returning patient_id', [
    patientId,
    field,
  ])
  return gone.length
}

export interface BodyToReseal extends SealedItem {
  readonly kind: ItemKind
}

/** Some items that are still under this key. */
export async function listBodiesUnder(
  tx: Transaction,
  patientId: PatientId,
  field: FieldId,
  keyId: string,
): Promise<readonly BodyToReseal[]> {
  const rows = await tx.query<VersionRow & { kind: ItemKind; key_id: string; body: Uint8Array }>(
    `select field, encode(item_id, 'hex') as item_id, version, kind, key_id, body from items
     where patient_id = $1 and field = $2 and key_id = $3 order by item_id limit 256`,
    [patientId, field, keyId],
  )
  return rows.map((row) => ({ ...rowToVersion(row), kind: row.kind, keyId: row.key_id, body: row.body }))
}

export async function replaceBodies(
  tx: Transaction,
  patientId: PatientId,
  field: FieldId,
  items: readonly SealedItem[],
): Promise<void> {
  await tx.query(
    `update items i set key_id = fresh.key_id, body = fresh.body
     from unnest($3::bytea[], $4::uuid[], $5::bytea[]) as fresh (item_id, key_id, body)
     where i.patient_id = $1 and i.field = $2 and i.item_id = fresh.item_id`,
    [
      patientId,
      field,
      items.map((item) => idToBytes(item.itemId)),
      items.map((item) => item.keyId),
      items.map((item) => Buffer.from(item.body)),
    ],
  )
}

interface VersionRow {
  readonly field: FieldId
  readonly item_id: ItemId
  readonly version: number
}

function rowToVersion({ field, item_id, version }: VersionRow): StoredVersion {
  return { field, itemId: item_id, version: Number(version) }
}

function idToBytes(itemId: ItemId): Buffer {
  return Buffer.from(itemId, 'hex')
}
