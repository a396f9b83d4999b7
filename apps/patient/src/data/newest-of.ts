/** The newest reading of what is shown. Pure. */

/** Milliseconds since 1970; minus infinity where nothing has a time. */
export function newestOf(rows: readonly { readonly to: number }[]): number {
  return rows.reduce(
    (newest, { to }) => (Number.isFinite(to) ? Math.max(newest, to) : newest),
    Number.NEGATIVE_INFINITY,
  )
}
