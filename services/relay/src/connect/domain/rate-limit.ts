/** How long a vendor asks us to wait, in the several ways in which vendors say it. */

/** Seconds from a Retry-After header (a number or a date), at most a day. */
export function retryAfterSeconds(headers: Headers, now: Date): number | null {
  const text = headers.get('retry-after')
  if (text === null) return null
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : (Date.parse(text) - now.getTime()) / 1_000
  return Number.isNaN(seconds) ? null : Math.min(Math.max(Math.ceil(seconds), 1), 86_400)
}

/** Seconds until there are requests again when none is left; null while some are. Lists hold several limits. */
export function exhaustedSeconds(
  headers: Headers,
  names: { readonly remaining: string; readonly reset: string },
): number | null {
  const remaining = numbersOf(headers.get(names.remaining))
  const reset = numbersOf(headers.get(names.reset))
  const waits = remaining.flatMap((left, index) => (left <= 0 ? [reset[index] ?? 900] : []))
  return waits.length === 0 ? null : Math.min(Math.max(...waits, 1), 86_400)
}

function numbersOf(text: string | null): readonly number[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => /^-?\d{1,9}$/.test(part))
    .map(Number)
}

/** After so many failures in a row: from a minute to six hours. `chance` is 0 … 1: not all come back at once. */
export function backOffSeconds(failures: number, chance: number): number {
  const most = Math.min(60 * 2 ** Math.min(failures, 9), 6 * 3_600)
  return Math.round(most * (0.5 + chance / 2))
}
