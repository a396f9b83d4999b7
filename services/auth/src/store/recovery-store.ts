/** Halves of recovery contacts and the requests for them. All times are those of the database. */
import type { Transaction } from '@nornos/service-kit'
import { err, ok, type Result } from '@nornos/std'
import type { StoredRecovery } from '../domain/view-recovery.ts'

const columns = `slot_id as "slotId", asked_at as "askedAt", ready_at as "readyAt", until, given_at as "givenAt"`

export async function recoverySlots(tx: Transaction, accountId: string): Promise<readonly string[]> {
  const rows = await tx.query<{ slotId: string }>(
    'select slot_id as "slotId" from recovery_slots where account_id = $1 order by stored_at, slot_id',
    [accountId],
  )
  return rows.map(({ slotId }) => slotId)
}

/** In place of one under the same id. Alone in its transaction with the look at what waits. */
export async function insertHalf(
  tx: Transaction,
  {
    accountId,
    sealed,
    slotId,
  }: { readonly accountId: string; readonly slotId: string; readonly sealed: Buffer },
): Promise<void> {
  await deleteHalf(tx, accountId, slotId)
  await tx.query('insert into recovery_slots (account_id, slot_id) values ($1, $2)', [accountId, slotId])
  await tx.query('insert into recovery_halves (account_id, slot_id, half_sealed) values ($1, $2, $3)', [
    accountId,
    slotId,
    sealed,
  ])
}

/** With its request. */
export async function deleteHalf(tx: Transaction, accountId: string, slotId: string): Promise<void> {
  await tx.query('delete from recovery_slots where account_id = $1 and slot_id = $2', [accountId, slotId])
}

/** Null when the wait for it is not over, or nobody waits: the database shows it to nobody then. */
export async function readHalf(tx: Transaction, accountId: string, slotId: string): Promise<Buffer | null> {
  const [row] = await tx.query<{ sealed: Buffer }>(
    'select half_sealed as sealed from recovery_halves where account_id = $1 and slot_id = $2',
    [accountId, slotId],
  )
  return row?.sealed ?? null
}

/** Null when there is none, or its time is over. */
export async function findRecovery(tx: Transaction, accountId: string): Promise<StoredRecovery | null> {
  const [row] = await tx.query<StoredRecovery>(
    `select ${columns} from recovery_requests where account_id = $1 and until > now()`,
    [accountId],
  )
  return row ?? null
}

/** Begins to wait. A request of another slot that goes on is in the way. */
export async function insertRecovery(
  tx: Transaction,
  accountId: string,
  slotId: string,
  waitHours: number,
): Promise<Result<{ readonly row: StoredRecovery; readonly isNew: boolean }, 'waiting'>> {
  const known = await findRecovery(tx, accountId)
  if (known !== null) return known.slotId === slotId ? ok({ row: known, isNew: false }) : err('waiting')
  await deleteRecovery(tx, accountId)
  const [row] = await tx.query<StoredRecovery>(
    `insert into recovery_requests (account_id, slot_id, ready_at, until)
     select $1, $2, ready_at, ready_at + interval '168 hours'
     from (select now() + $3::float8 * interval '1 hour' as ready_at) wait
     returning ${columns}`,
    [accountId, slotId, waitHours],
  )
  return row ? ok({ row, isNew: true }) : err('waiting')
}

/** What was asked for and had not lapsed; null when nothing was. */
export async function deleteRecovery(tx: Transaction, accountId: string): Promise<StoredRecovery | null> {
  const known = await findRecovery(tx, accountId)
  await tx.query('delete from recovery_requests where account_id = $1', [accountId])
  return known
}

export async function noteGiven(tx: Transaction, accountId: string): Promise<void> {
  await tx.query('update recovery_requests set given_at = now() where account_id = $1', [accountId])
}

export interface DueMail {
  readonly accountId: string
  readonly email: string
  readonly readyAt: Date
}

/** Requests of which a mail is due: at once, and every 24 hours of the wait. Each is counted as sent; see `uncountMail`. */
export async function countDueMails(tx: Transaction): Promise<readonly DueMail[]> {
  return tx.query<DueMail>(
    `update recovery_requests r set mails_sent = mails_sent + 1
     from accounts a
     where a.id = r.account_id and now() >= r.asked_at + r.mails_sent * interval '24 hours'
       and (r.mails_sent = 0 or now() < r.ready_at)
     returning a.id as "accountId", a.email, r.ready_at as "readyAt"`,
  )
}

/** The mail was not sent: it is due again. */
export async function uncountMail(tx: Transaction, accountId: string): Promise<void> {
  await tx.query(
    'update recovery_requests set mails_sent = greatest(0, mails_sent - 1) where account_id = $1',
    [accountId],
  )
}

export async function deleteLapsed(tx: Transaction): Promise<void> {
  await tx.query('delete from recovery_requests where until <= now()')
}

/** The database's present. */
export async function databaseNow(tx: Transaction): Promise<Date> {
  const [row] = await tx.query<{ now: Date }>('select now() as now')
  if (!row) throw new Error('the database tells the time')
  return row.now
}
