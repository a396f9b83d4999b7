/** The day on which a genome file says that it was made. A day whose order of month and day is not sure is none. */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
/** `Tue May  3 12:09:11 2011`. */
const UNIX = /\b([A-Z][a-z]{2}) +(\d{1,2}) \d\d:\d\d:\d\d(?: [A-Z]{3,4})? (\d{4})\b/
const ISO = /\b(20\d\d)-?(0[1-9]|1[0-2])-?([0-2]\d|3[01])(?!\d)/
/** Of AncestryDNA: month first. */
const AMERICAN = /AncestryDNA at: (\d\d)\/(\d\d)\/(\d{4})/

/** Midnight of that day in UTC, milliseconds since 1970, or null. */
export function statedDate(text: string): number | null {
  const unix = UNIX.exec(text)
  if (unix !== null) return dayOf(unix[3], MONTHS.indexOf(unix[1] ?? '') + 1, unix[2])
  const american = AMERICAN.exec(text)
  if (american !== null) return dayOf(american[3], Number(american[1]), american[2])
  const isDate = /generated|date|created|timestamp/i.test(text)
  const iso = isDate ? ISO.exec(text) : null
  return iso === null ? null : dayOf(iso[1], Number(iso[2]), iso[3])
}

function dayOf(year = '', month = 0, day = ''): number | null {
  const date = Date.UTC(Number(year), month - 1, Number(day))
  const isReal = month >= 1 && month <= 12 && new Date(date).getUTCDate() === Number(day)
  return isReal && Number(year) >= 1990 ? date : null
}
