/** The date of a record that states no time of day. A date has no zone: as an instant it is the day before somewhere. */
import { LocalDay } from '../instant.ts'
import type { RecordContent } from './health-record.ts'

/** Where the types of resource of FHIR R4 say when they hold; the first that is there counts. */
export const timeMembers = [
  'effectiveDateTime',
  'effectiveInstant',
  'occurrenceDateTime',
  'performedDateTime',
  'onsetDateTime',
  'authoredOn',
  'recordedDate',
  'dateAsserted',
  'assertedDate',
  'issued',
  'authored',
  'date',
] as const

/** As FHIR writes it, with as much as is certain: `2008-03-19`, `2008-03`, `2008`. Null for a moment, and for none. */
export function statedDate(content: RecordContent): string | null {
  const periodStart = 'period' in content ? content.period?.start : undefined
  const stated = [periodStart, ...timeMembers.map((name): unknown => Reflect.get(content, name))]
  const text = stated.find((one) => typeof one === 'string' && one !== '')
  return typeof text === 'string' && /^\d{4}(?:-\d\d){0,2}$/.test(text) ? text : null
}

/** The first day that a stated date may be: of a month or a year its first. Null for a day that no calendar has. */
export function firstStatedDay(date: string): LocalDay | null {
  return LocalDay.safeParse(`${date}-01-01`.slice(0, '2008-03-19'.length)).data ?? null
}
