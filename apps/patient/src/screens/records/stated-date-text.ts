/** A date as a record states it, with as much as is certain, in words. The same in every zone. */

type Parts = readonly [year: object, month: object, day: object]

const longParts: Parts = [
  { year: 'numeric' },
  { year: 'numeric', month: 'long' },
  { year: 'numeric', month: 'long', day: 'numeric' },
]
const shortParts: Parts = [{ year: 'numeric' }, { month: 'short' }, { month: 'short', day: 'numeric' }]

/** "14 February 2027", "February 2027", "2027"; `date` as FHIR writes it. */
export function longDateText(date: string, locale: string): string {
  return dateText(date, locale, longParts)
}

/** "14 Feb", "Feb", "2027": under the heading of its year. */
export function shortDateText(date: string, locale: string): string {
  return dateText(date, locale, shortParts)
}

function dateText(date: string, locale: string, parts: Parts): string {
  const stated = parts[date.split('-').length - 1]
  return new Intl.DateTimeFormat(locale, { ...stated, timeZone: 'UTC' }).format(Date.parse(date))
}
