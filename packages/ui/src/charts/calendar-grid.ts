/** The geometry of a calendar heatmap: civil days in columns of weeks, values in five steps. */

export interface CalendarDay {
  /** `YYYY-MM-DD` */
  readonly day: string
  /** `null` when there is no data that day. */
  readonly value: number | null
}

export interface CalendarCell extends CalendarDay {
  readonly week: number
  /** 0 is the first day of the week in the person's locale. */
  readonly weekday: number
  /** 1 (lowest fifth) to 5 (highest fifth); 0 without data. */
  readonly step: number
}

const DAY_MS = 86_400_000

/** `firstWeekday`: 1 is Monday, 7 is Sunday, as in `Intl.Locale`. */
export function calendarCells(days: readonly CalendarDay[], firstWeekday: number): CalendarCell[] {
  const start = days[0]
  if (start === undefined) return []
  const steps = quantileSteps(days)
  const offset = weekdayOf(start.day, firstWeekday)
  const origin = epochDay(start.day) - offset
  return days.map((entry) => {
    const distance = epochDay(entry.day) - origin
    return { ...entry, week: Math.floor(distance / 7), weekday: distance % 7, step: steps(entry.value) }
  })
}

/** The week columns in which a month begins, with the first day of that month. */
export function monthStarts(
  cells: readonly CalendarCell[],
): { readonly week: number; readonly day: string }[] {
  return cells
    .filter((cell, at) => at === 0 || cell.day.endsWith('-01'))
    .filter((cell, at, starts) => at + 1 >= starts.length || (starts[at + 1]?.week ?? 0) - cell.week >= 3)
}

/** Five steps with about as many days each, so that one extreme day does not hide the others. */
function quantileSteps(days: readonly CalendarDay[]): (value: number | null) => number {
  const sorted = days
    .map((entry) => entry.value)
    .filter((value) => value !== null)
    .sort((one, other) => one - other)
  const limits = [0.2, 0.4, 0.6, 0.8].map((share) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0)
  return (value) => (value === null ? 0 : 1 + limits.filter((limit) => value > limit).length)
}

function epochDay(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS)
}

function weekdayOf(day: string, firstWeekday: number): number {
  const sundayBased = new Date(`${day}T00:00:00Z`).getUTCDay()
  return (sundayBased - (firstWeekday % 7) + 7) % 7
}
