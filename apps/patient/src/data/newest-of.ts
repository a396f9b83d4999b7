/** The newest reading of what is shown. Pure. */
import type { MetricOverview } from '@nornos/store'

/** Milliseconds since 1970; minus infinity where nothing has a time. */
export function newestOf(rows: readonly { readonly to: number }[]): number {
  return rows.reduce(
    (newest, { to }) => (Number.isFinite(to) ? Math.max(newest, to) : newest),
    Number.NEGATIVE_INFINITY,
  )
}

/** The same of all metrics, with the date where the newest states no time. */
export function newestOfMetrics(rows: readonly Pick<MetricOverview, 'to' | 'toDate'>[]) {
  const at = newestOf(rows)
  // Of two at the start of a day the moment says more.
  const isMoment = rows.some(({ to, toDate }) => to === at && toDate === null)
  return { at, date: isMoment ? null : (rows.find(({ to }) => to === at)?.toDate ?? null) }
}
