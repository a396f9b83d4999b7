/** Connections and who works on them: migrations/0008-connections.sql. Secrets come and go sealed: connection-secrets.ts. */
import type { ConnectionTrouble, VendorId } from '@nornos/contracts'
import type { PatientId } from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'

export interface ConnectionRow {
  readonly connectionId: string
  readonly patientId: PatientId
  readonly vendor: VendorId
  readonly name: string
  readonly serverUrl: string | null
  readonly state: 'connected' | 'needs-sign-in'
  readonly wrappedKey: Uint8Array | null
  readonly secrets: Uint8Array | null
  readonly secretsVersion: number
  readonly trouble: ConnectionTrouble | null
  readonly failures: number
  readonly startedAt: Date
  readonly lastSuccessAt: Date | null
  readonly nextAt: Date
}

const columns = `connection_id as "connectionId", patient_id as "patientId", vendor, name,
  server_url as "serverUrl", state, wrapped_key as "wrappedKey", secrets, secrets_version as "secretsVersion",
  trouble, failures, started_at as "startedAt", last_success_at as "lastSuccessAt", next_at as "nextAt"`

export const connectionsMax = 50

/** Those that have not ended, with whether something is due. Row security leaves the actor's own. */
export async function listConnections(
  tx: Transaction,
  patientId: string,
  now: Date,
): Promise<readonly (ConnectionRow & { readonly isSyncing: boolean })[]> {
  return tx.query(
    `select ${columns}, (state = 'connected' and failures = 0 and (next_at <= $2 or exists (
       select from fetches f where f.connection_id = c.connection_id and f.due_at <= $2))) as "isSyncing"
     from connections c where patient_id = $1 and state <> 'ended' order by started_at, connection_id limit $3`,
    [patientId, now, connectionsMax],
  )
}

export async function findConnection(
  tx: Transaction,
  patientId: string,
  connectionId: string,
): Promise<ConnectionRow | null> {
  const [row] = await tx.query<ConnectionRow>(
    `select ${columns} from connections where patient_id = $1 and connection_id = $2 and state <> 'ended'`,
    [patientId, connectionId],
  )
  return row ?? null
}

/** The standing connection with the same vendor (and server), if any. */
export async function findStanding(
  tx: Transaction,
  patientId: string,
  vendor: string,
  serverUrl: string | null,
): Promise<ConnectionRow | null> {
  const [row] = await tx.query<ConnectionRow>(
    `select ${columns} from connections
     where patient_id = $1 and vendor = $2 and coalesce(server_url, '') = $3 and state <> 'ended' for update`,
    [patientId, vendor, serverUrl ?? ''],
  )
  return row ?? null
}

export interface NewConnection {
  readonly connectionId: string
  readonly patientId: string
  readonly vendor: string
  readonly name: string
  readonly serverUrl: string | null
  readonly accountMark: Uint8Array | null
  readonly wrappedKey: Uint8Array
  readonly secrets: Uint8Array
  readonly now: Date
}

export async function insertConnection(tx: Transaction, made: NewConnection): Promise<void> {
  await tx.query(
    `insert into connections (connection_id, patient_id, vendor, name, server_url, state, account_mark, wrapped_key,
       secrets, started_at, next_at)
     values ($1, $2, $3, $4, $5, 'connected', $6, $7, $8, $9, $9)`,
    [
      ...[made.connectionId, made.patientId, made.vendor, made.name, made.serverUrl],
      ...[made.accountMark, made.wrappedKey, made.secrets, made.now],
    ],
  )
}

/** Signed in again: the same connection goes on with new secrets. */
export async function renewConnection(tx: Transaction, made: NewConnection): Promise<void> {
  await tx.query(
    `update connections set state = 'connected', account_mark = $3, wrapped_key = $4, secrets = $5,
       secrets_version = secrets_version + 1, trouble = null, failures = 0, next_at = $6
     where patient_id = $1 and connection_id = $2 and state <> 'ended'`,
    [made.patientId, made.connectionId, made.accountMark, made.wrappedKey, made.secrets, made.now],
  )
}

/** Forgets the secrets. False when it has ended already. */
export async function endConnection(
  tx: Transaction,
  patientId: string,
  connectionId: string,
  now: Date,
): Promise<boolean> {
  const ended = await tx.query(
    `update connections set state = 'ended', ended_at = $3, secrets = null, wrapped_key = null,
       account_mark = null, worker_id = null
     where patient_id = $1 and connection_id = $2 and state <> 'ended' returning 1`,
    [patientId, connectionId, now],
  )
  await tx.query('delete from fetches where patient_id = $1 and connection_id = $2', [
    patientId,
    connectionId,
  ])
  return ended.length === 1
}

export async function hurryConnection(
  tx: Transaction,
  patientId: string,
  connectionId: string,
  now: Date,
): Promise<boolean> {
  // A vendor that asked us to wait is not asked sooner.
  const hurried = await tx.query(
    `update connections set next_at = case when trouble = 'vendor-limit' then next_at else least(next_at, $3) end
     where patient_id = $1 and connection_id = $2 and state = 'connected' returning 1`,
    [patientId, connectionId, now],
  )
  return hurried.length === 1
}

export interface NoticedConnection {
  readonly connectionId: string
  readonly patientId: PatientId
  readonly wrappedKey: Uint8Array
}

/** Whose connection a notice is about: several people may share one account at a vendor. */
export async function connectionsOfAccount(
  tx: Transaction,
  vendor: string,
  accountMark: Uint8Array,
): Promise<readonly NoticedConnection[]> {
  return tx.query(
    `select connection_id as "connectionId", patient_id as "patientId", wrapped_key as "wrappedKey" from connections
     where vendor = $1 and account_mark = $2 and state = 'connected' limit 20`,
    [vendor, accountMark],
  )
}

/** Takes one that is due and that nobody works on, for two minutes. Null when there is none. */
export async function takeDueConnection(
  tx: Transaction,
  workerId: string,
  now: Date,
  until: Date,
): Promise<ConnectionRow | null> {
  const [row] = await tx.query<ConnectionRow>(
    `update connections set worker_id = $1, worked_until = $3 where connection_id = (
       select connection_id from connections
       where state = 'connected' and next_at <= $2 and (worker_id is null or worked_until < $2)
       order by next_at limit 1 for update skip locked)
     returning ${columns}`,
    [workerId, now, until],
  )
  return row ?? null
}

/** Says that the work goes on. False when it was taken away: another process has it, or the patient ended it. */
export async function keepConnection(
  tx: Transaction,
  connectionId: string,
  workerId: string,
  until: Date,
): Promise<boolean> {
  const kept = await tx.query(
    `update connections set worked_until = $3
     where connection_id = $1 and worker_id = $2 and state = 'connected' returning 1`,
    [connectionId, workerId, until],
  )
  return kept.length === 1
}

/** One refresh wins: whoever read older secrets changes nothing. */
export async function replaceSecrets(
  tx: Transaction,
  connectionId: string,
  secrets: Uint8Array,
  version: number,
): Promise<boolean> {
  const replaced = await tx.query(
    `update connections set secrets = $2, secrets_version = secrets_version + 1
     where connection_id = $1 and secrets_version = $3 and state <> 'ended' returning 1`,
    [connectionId, secrets, version],
  )
  return replaced.length === 1
}

export interface WorkDone {
  readonly state: 'connected' | 'needs-sign-in'
  readonly trouble: ConnectionTrouble | null
  readonly failures: number
  readonly nextAt: Date
  readonly succeededAt: Date | null
}

/**
 * Puts the connection back. Nothing happens when it was taken away meanwhile. After a success it is due when a notice asked
 * for something that the work did not see any more; for that the row is held before the fetches are looked at.
 */
export async function releaseConnection(
  tx: Transaction,
  connectionId: string,
  workerId: string,
  { state, trouble, failures, nextAt, succeededAt }: WorkDone,
): Promise<void> {
  await tx.query('select from connections where connection_id = $1 for update', [connectionId])
  await tx.query(
    `update connections set worker_id = null, worked_until = null, state = $3, trouble = $4, failures = $5,
       next_at = case when $7::timestamptz is null then $6
         else least($6, (select min(due_at) from fetches where connection_id = $1)) end,
       last_success_at = coalesce($7, last_success_at)
     where connection_id = $1 and worker_id = $2 and state <> 'ended'`,
    [connectionId, workerId, state, trouble, failures, nextAt, succeededAt],
  )
}

/** The vendor says that the person has taken it back there. */
export async function markSignedOut(tx: Transaction, connectionId: string): Promise<void> {
  await tx.query(
    `update connections set state = 'needs-sign-in', trouble = null, worker_id = null
     where connection_id = $1 and state = 'connected'`,
    [connectionId],
  )
}
