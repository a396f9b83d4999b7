/** Times as HL7 v3 writes them: `200803190830-0800`, cut off anywhere. */

const TIME = /^(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:\.\d+)?([+-]\d\d\d\d)?$/

/** The same as FHIR writes it; without an offset only the date is certain. Empty when it is no time. */
export function hl7Date(text: string): string {
  const match = TIME.exec(text)
  if (match === null) return ''
  const [, year = '', month, day, hour, minute, second = '00', offset] = match
  const date = [year, month, day].filter((part) => part !== undefined).join('-')
  if (hour === undefined || minute === undefined || offset === undefined) return date
  return `${date}T${hour}:${minute}:${second}${offset.slice(0, 3)}:${offset.slice(3)}`
}

/** Milliseconds since 1970, UTC, or null. */
export function hl7Time(text: string): number | null {
  const milliseconds = Date.parse(hl7Date(text))
  return Number.isNaN(milliseconds) ? null : milliseconds
}
