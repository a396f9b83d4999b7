/**
 * What the identity provider stores. An id is often the token itself, so rows are keyed by its SHA-256, the payload
 * does not repeat it, and the payload is sealed for its row: a dump of this table opens no session.
 */
import { openForService, type ServiceKey, sealForService } from '@nornos/crypto/service-box'
import type { Transaction } from '@nornos/service-kit'
import { utf8 } from '@nornos/std'
import type { AdapterPayload } from 'oidc-provider'
import { hashOf } from './machinery.ts'

interface Row {
  readonly idHash: Buffer
  readonly sealed: Buffer
  readonly consumedAt: Date | null
}

const columns = 'id_hash as "idHash", sealed, consumed_at as "consumedAt"'

export interface RecordKey {
  readonly kind: string
  readonly id: string
}

export async function upsertRecord(
  tx: Transaction,
  key: ServiceKey,
  { kind, id }: RecordKey,
  payload: AdapterPayload,
  expiresAt: Date,
): Promise<void> {
  await tx.query(
    `insert into oidc_records (kind, id_hash, uid_hash, grant_hash, session_hash, sealed, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (kind, id_hash) do update
       set sealed = excluded.sealed, uid_hash = excluded.uid_hash, expires_at = excluded.expires_at`,
    await valuesOf(key, kind, id, payload, expiresAt),
  )
}

/** For ids that may be used once ever: false when this one is already there. */
export async function insertRecordOnce(
  tx: Transaction,
  key: ServiceKey,
  { kind, id }: RecordKey,
  payload: AdapterPayload,
  expiresAt: Date,
): Promise<boolean> {
  const rows = await tx.query(
    `insert into oidc_records (kind, id_hash, uid_hash, grant_hash, session_hash, sealed, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning 1`,
    await valuesOf(key, kind, id, payload, expiresAt),
  )
  return rows.length === 1
}

async function valuesOf(
  key: ServiceKey,
  kind: string,
  id: string,
  payload: AdapterPayload,
  expiresAt: Date,
): Promise<readonly unknown[]> {
  const { jti: _, ...rest } = payload
  const idHash = hashOf(id)
  // Only sessions carry a uid of their own; tokens name the session they end with.
  const uid = kind === 'Session' ? payload.uid : undefined
  const session = uid ?? payload.sessionUid
  const sealed = await sealForService(key, contextOf(kind, idHash), utf8(JSON.stringify(rest)))
  return [
    kind,
    idHash,
    uid ? hashOf(uid) : null,
    payload.grantId ? hashOf(payload.grantId) : null,
    session ? hashOf(session) : null,
    Buffer.from(sealed),
    expiresAt,
  ]
}

export async function findRecord(
  tx: Transaction,
  key: ServiceKey,
  { kind, id }: RecordKey,
): Promise<AdapterPayload | null> {
  const [row] = await tx.query<Row>(`select ${columns} from oidc_records where kind = $1 and id_hash = $2`, [
    kind,
    hashOf(id),
  ])
  return row ? { ...(await payloadOf(key, kind, row)), jti: id } : null
}

/** Without its id, which only the holder of the cookie knows. */
export async function findRecordByUid(
  tx: Transaction,
  key: ServiceKey,
  kind: string,
  uid: string,
): Promise<AdapterPayload | null> {
  const [row] = await tx.query<Row>(`select ${columns} from oidc_records where kind = $1 and uid_hash = $2`, [
    kind,
    hashOf(uid),
  ])
  return row ? payloadOf(key, kind, row) : null
}

async function payloadOf(key: ServiceKey, kind: string, row: Row): Promise<AdapterPayload> {
  const opened = await openForService(key, contextOf(kind, row.idHash), new Uint8Array(row.sealed))
  const payload: AdapterPayload = JSON.parse(new TextDecoder().decode(opened))
  return row.consumedAt ? { ...payload, consumed: Math.floor(row.consumedAt.getTime() / 1_000) } : payload
}

/** False when it was used before, also by a request at the same moment. */
export async function consumeRecord(tx: Transaction, { kind, id }: RecordKey, now: Date): Promise<boolean> {
  const rows = await tx.query(
    `update oidc_records set consumed_at = $3
     where kind = $1 and id_hash = $2 and consumed_at is null returning 1`,
    [kind, hashOf(id), now],
  )
  return rows.length === 1
}

export async function deleteRecord(tx: Transaction, { kind, id }: RecordKey): Promise<void> {
  await tx.query('delete from oidc_records where kind = $1 and id_hash = $2', [kind, hashOf(id)])
}

export async function deleteRecordsOfGrant(tx: Transaction, grantId: string): Promise<void> {
  await tx.query('delete from oidc_records where grant_hash = $1', [hashOf(grantId)])
}

/** The session itself and every token that ends with it. */
export async function deleteRecordsOfSession(tx: Transaction, sessionUid: string): Promise<void> {
  await tx.query('delete from oidc_records where session_hash = $1', [hashOf(sessionUid)])
}

function contextOf(kind: string, idHash: Buffer): readonly string[] {
  return ['oidc_records', kind, idHash.toString('hex')]
}
