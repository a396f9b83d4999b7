/** The words under a time axis, in the person's locale and zone: what changes is written, what stays is not repeated. */

const DAY_MS = 86_400_000
const MONTH_MS = 27 * DAY_MS
const YEAR_MS = 364 * DAY_MS

/** `stepMs` is the distance between ticks. Returns one label a tick; a second line where a day, month or year begins. */
export function axisLabels(
  ticks: readonly number[],
  stepMs: number,
  locale: string,
  timeZone: string,
): string[] {
  const { near, far } = parts(stepMs)
  const nearFormat = new Intl.DateTimeFormat(locale, { ...near, timeZone })
  const farFormat = far === null ? null : new Intl.DateTimeFormat(locale, { ...far, timeZone })
  let previous = ''
  return ticks.map((tick) => {
    const context = farFormat?.format(tick) ?? ''
    const label = nearFormat.format(tick)
    const isNew = context !== previous
    previous = context
    return isNew && context !== '' ? `${label}\n${context}` : label
  })
}

interface Parts {
  readonly near: Intl.DateTimeFormatOptions
  readonly far: Intl.DateTimeFormatOptions | null
}

function parts(stepMs: number): Parts {
  if (stepMs >= YEAR_MS) return { near: { year: 'numeric' }, far: null }
  if (stepMs >= MONTH_MS) return { near: { month: 'short' }, far: { year: 'numeric' } }
  if (stepMs >= DAY_MS) return { near: { day: 'numeric', month: 'short' }, far: { year: 'numeric' } }
  return { near: { timeStyle: 'short' }, far: { day: 'numeric', month: 'short' } }
}
