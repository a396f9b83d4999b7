/** The database's time, as grants see it: migrations/0001-clock.sql. */
import type { ConsentClock } from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'

export async function readNow(tx: Transaction): Promise<Date> {
  const [row] = await tx.query<{ now: Date | null }>('select shared_now() as now')
  if (!row?.now) throw new Error('the clock mark is missing')
  return row.now
}

/** The same for the rules of health-model: the mark is in it already. */
export async function readClock(tx: Transaction): Promise<ConsentClock> {
  const now = (await readNow(tx)).getTime()
  return { now, highWater: now }
}

/** Remembers the highest time that was seen: a clock set back later revives nothing. */
export async function noteTime(tx: Transaction): Promise<void> {
  await tx.query('update clock_marks set noted_at = greatest(noted_at, clock_timestamp())')
}

/** Until the end of the transaction nobody else changes anything of this patient. */
export async function lockPatient(tx: Transaction, patientId: string): Promise<void> {
  await tx.query('select lock_patient(patient_id => $1)', [patientId])
}
