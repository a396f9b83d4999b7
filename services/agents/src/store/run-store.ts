/** Runs: the queue and the results. Rows hold ids and sealed bytes, never a health value. */
import type { HeldConsent } from '@nornos/contracts'
import type { FieldId, Instant, LocalDay, PatientId, Purpose } from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'
import type { Bytes } from '@nornos/std'

export interface NewRun {
  readonly runId: string
  readonly doctorId: string
  readonly patientId: PatientId
  readonly agent: string
  readonly purpose: Purpose
  readonly asOf: LocalDay
  readonly zone: string
  readonly fields: readonly FieldId[]
  /** The versions that it rests on. */
  readonly consents: readonly HeldConsent[]
  readonly accessToken: Bytes
  readonly expiresAt: Instant
}

export interface WaitingRun {
  readonly runId: string
  readonly patientId: PatientId
  readonly purpose: Purpose
  readonly asOf: LocalDay
  readonly zone: string
  readonly fields: readonly FieldId[]
  /** The versions that it rests on. */
  readonly consents: readonly HeldConsent[]
  readonly accessToken: Bytes
  readonly attempts: number
}

export interface RunRow {
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  /** The versions that it rests on. */
  readonly consents: readonly HeldConsent[]
  readonly result: Bytes | null
  readonly finishedAt: Date | null
}

const heldConsents = `(
  select jsonb_agg(jsonb_build_object('consentId', held.id, 'version', held.version))
  from unnest(consent_ids, consent_versions) as held (id, version)) as consents`

/** False when too many runs wait already. */
export async function insertRun(tx: Transaction, run: NewRun, waitingMax: number): Promise<boolean> {
  const rows = await tx.query(
    `insert into runs (run_id, doctor_id, patient_id, agent, purpose, as_of, zone, fields, consent_ids, consent_versions,
       access_token, expires_at)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
     where (select count(*) from runs where state = 'waiting') < $13 returning 1`,
    [
      run.runId,
      run.doctorId,
      run.patientId,
      run.agent,
      run.purpose,
      run.asOf,
      run.zone,
      run.fields,
      run.consents.map((consent) => consent.consentId),
      run.consents.map((consent) => consent.version),
      run.accessToken,
      run.expiresAt,
      waitingMax,
    ],
  )
  return rows.length === 1
}

/** Null also for somebody else's run. */
export async function findRun(tx: Transaction, runId: string): Promise<RunRow | null> {
  const [row] = await tx.query<RunRow>(
    `select state, ${heldConsents}, result, finished_at as "finishedAt"
     from runs where run_id = $1 and expires_at > now()`,
    [runId],
  )
  return row ?? null
}

/** Takes the oldest waiting run, or one whose worker has died; nobody else gets it meanwhile. */
export async function takeRun(tx: Transaction): Promise<WaitingRun | null> {
  const [row] = await tx.query<WaitingRun>(
    `update runs set state = 'running', attempts = attempts + 1, started_at = now()
     where run_id = (
       select run_id from runs
       where attempts < 3 and expires_at > now()
         and (state = 'waiting' or (state = 'running' and started_at < now() - interval '2 minutes'))
       order by created_at limit 1 for update skip locked)
     returning run_id as "runId", patient_id as "patientId", purpose, to_char(as_of, 'YYYY-MM-DD') as "asOf", zone,
       fields, ${heldConsents}, access_token as "accessToken", attempts`,
  )
  return row ?? null
}

export async function finishRun(tx: Transaction, runId: string, result: Bytes): Promise<void> {
  await tx.query(
    `update runs set state = 'done', result = $2, access_token = null, finished_at = now()
     where run_id = $1 and state = 'running'`,
    [runId, result],
  )
}

/** Back to the queue, or failed for good after the third attempt or when `final`. */
export async function giveBackRun(tx: Transaction, runId: string, final: boolean): Promise<boolean> {
  const [row] = await tx.query<{ state: string }>(
    `update runs set
       state = case when $2 or attempts >= 3 then 'failed' else 'waiting' end,
       access_token = case when $2 or attempts >= 3 then null else access_token end,
       finished_at = case when $2 or attempts >= 3 then now() end
     where run_id = $1 and state = 'running' returning state`,
    [runId, final],
  )
  return row?.state === 'failed'
}

/** Tells whoever listens on `channel`, in any process, that the run has ended. */
export async function announceRun(tx: Transaction, channel: string, runId: string): Promise<void> {
  await tx.query('select pg_notify($1, $2)', [channel, runId])
}

/** How many were forgotten. */
export async function forgetRuns(tx: Transaction, runId: string | null): Promise<number> {
  const rows = await tx.query(
    'delete from runs where (run_id = $1 or ($1::uuid is null and expires_at <= now())) returning 1',
    [runId],
  )
  return rows.length
}
