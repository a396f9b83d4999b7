/** The database's time, as consents see it: migrations/0001-clock.sql. */
import type { Transaction } from '@nornos/service-kit'

export async function readNow(tx: Transaction): Promise<Date> {
  const [row] = await tx.query<{ now: Date | null }>('select relay_now() as now')
  if (!row?.now) throw new Error('the clock mark is missing')
  return row.now
}

/** Remembers the highest time that was seen: a clock set back later revives nothing. */
export async function noteTime(tx: Transaction): Promise<void> {
  await tx.query('update clock_marks set noted_at = greatest(noted_at, clock_timestamp())')
}
