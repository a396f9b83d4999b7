/** One segment of HL7 version 2, split by the separators that its message states. */

export interface Delimiters {
  readonly field: string
  readonly component: string
  readonly repetition: string
  readonly escape: string
  readonly subcomponent: string
}

export const USUAL: Delimiters = {
  field: '|',
  component: '^',
  repetition: '~',
  escape: '\\',
  subcomponent: '&',
}

/** Of an `MSH`, `FHS` or `BHS` segment. */
export function delimitersOf(segment: string): Delimiters {
  const field = segment[3] ?? USUAL.field
  const [component, repetition, sign, subcomponent] = segment.slice(4).split(field, 1)[0] ?? ''
  return {
    field,
    component: component ?? USUAL.component,
    repetition: repetition ?? USUAL.repetition,
    escape: sign ?? USUAL.escape,
    subcomponent: subcomponent ?? USUAL.subcomponent,
  }
}

export interface Segment {
  readonly name: string
  /** The whole field as written; empty when it is not there. Counted from 1 as in the standard. */
  field(number: number): string
  /** The first component, or another, of the first repetition, escapes undone. */
  text(number: number, component?: number): string
  /** Every repetition of a field as its own list of components, escapes undone. */
  repetitions(number: number): readonly (readonly string[])[]
}

const FIELDS_MAX = 400

export function parseSegment(line: string, delimiters: Delimiters): Segment {
  const fields = line.split(delimiters.field, FIELDS_MAX)
  const name = fields[0] ?? ''
  // The separator itself is the first field of these.
  const shift = /^(?:MSH|FHS|BHS)$/.test(name) ? 1 : 0
  const field = (number: number) => fields[number - shift] ?? ''
  const components = (text: string) =>
    text.split(delimiters.component).map((part) => unescapeText(part, delimiters))
  return {
    name,
    field,
    text(number, component = 1) {
      const [first = ''] = field(number).split(delimiters.repetition, 1)
      return components(first)[component - 1]?.trim() ?? ''
    },
    repetitions: (number) =>
      field(number) === '' ? [] : field(number).split(delimiters.repetition).map(components),
  }
}

/** Undoes the escapes of section 2.7 of the standard. Two quotes alone mean that there is nothing. */
export function unescapeText(text: string, delimiters: Delimiters): string {
  if (text === '""') return ''
  const sign = delimiters.escape
  if (!text.includes(sign)) return text
  const parts = text.split(sign)
  let out = parts[0] ?? ''
  for (let at = 1; at < parts.length; at += 2) {
    const code = parts[at] ?? ''
    const isClosed = at + 1 < parts.length
    out += isClosed ? (escaped(code, delimiters) ?? `${sign}${code}${sign}`) : `${sign}${code}`
    out += parts[at + 1] ?? ''
  }
  return out
}

function escaped(code: string, delimiters: Delimiters): string | null {
  switch (code) {
    case 'F':
      return delimiters.field
    case 'S':
      return delimiters.component
    case 'T':
      return delimiters.subcomponent
    case 'R':
      return delimiters.repetition
    case 'E':
      return delimiters.escape
    case 'H':
    case 'N':
      return ''
    default:
      return formatted(code)
  }
}

const hexDecoder = new TextDecoder('utf-8')

function formatted(code: string): string | null {
  if (/^\.(?:br|sp|ce|fi|nf|in|ti|sk)/.test(code)) return /^\.(?:br|sp|ce)/.test(code) ? '\n' : ''
  if (!/^X(?:[0-9A-Fa-f]{2})+$/.test(code)) return null
  const bytes = (code.slice(1).match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))
  return hexDecoder.decode(Uint8Array.from(bytes))
}
