/** One result (OBX, with the order that it belongs to) as a FHIR Observation. Read next: map-value.ts. */
import { systemOfName } from '../clinical/code-systems.ts'
import { parseRange } from '../clinical/range-text.ts'
import { interpretationOf, quantityOf, resultValue } from './map-value.ts'
import type { Segment } from './segment.ts'

/** Table 0085. */
const STATUSES: Readonly<Record<string, string>> = {
  F: 'final',
  U: 'final',
  C: 'corrected',
  P: 'preliminary',
  S: 'preliminary',
  R: 'registered',
  I: 'registered',
  O: 'registered',
  X: 'cancelled',
  D: 'entered-in-error',
  W: 'entered-in-error',
}
/** Table 0074: diagnostic services that are no laboratory. */
const NOT_LABORATORY = /^(?:RAD|RUS|RX|CTH|CUS|NMR|NMS|OUS|VUS|XRC|PHR|EC|EN|CG|PF|PT|OT|NRS|IMM|VR)$/

export interface Result {
  readonly result: Segment
  /** The `OBR` that it stands under. */
  readonly order: Segment | null
  /** Texts that go on over several segments, joined. */
  readonly lines: readonly string[]
  readonly notes: readonly string[]
  /** As FHIR writes it; may be empty. */
  readonly time: string
}

export function observationOf({ result, order, lines, notes, time }: Result): object {
  const type = result.text(2)
  const isText = lines.length > 1
  const value = isText ? { valueString: lines.join('\n') } : resultValue(type, result)
  const category = NOT_LABORATORY.test(order?.text(24) ?? '') ? 'procedure' : 'laboratory'
  const orderNumber = order?.text(3) || order?.text(2)
  return {
    resourceType: 'Observation',
    ...(orderNumber && { identifier: [{ value: orderNumber }] }),
    status: STATUSES[result.text(11)] ?? 'unknown',
    category: [{ coding: [{ code: category }] }],
    code: codeOf(result.repetitions(3)[0] ?? []),
    ...(time !== '' && { effectiveDateTime: time }),
    ...value,
    ...(Object.keys(value).length === 0 && { dataAbsentReason: { text: 'unknown' } }),
    ...interpretationOf(result.repetitions(8).map(([flag = '']) => flag)),
    ...(notes.length > 0 && { note: [{ text: notes.join('\n') }] }),
    ...(result.text(17, 2) !== '' && { method: { text: result.text(17, 2) } }),
    ...rangeOf(result),
  }
}

/** `718-7^Hemoglobin^LN^HGB^Hb^L`: two names for one thing. */
export function codeOf(components: readonly string[]): object {
  const codings = [0, 3].flatMap((at) => {
    const [code = '', display = '', system = ''] = components.slice(at, at + 3)
    if (code === '') return []
    return [
      { ...(system !== '' && { system: systemOfName(system) }), code, ...(display !== '' && { display }) },
    ]
  })
  const text = components[1] || components[4] || components[8] || components[0] || ''
  return { ...(codings.length > 0 && { coding: codings }), ...(text !== '' && { text }) }
}

function rangeOf(result: Segment): object {
  const text = result
    .repetitions(7)
    .map((parts) => parts.join(' '))
    .join('; ')
  if (text === '') return {}
  const range = parseRange(text)
  const limit = (value: number) => quantityOf(result, value, range?.unit)
  return {
    referenceRange: [
      {
        ...(range !== null && range.low !== null && { low: limit(range.low) }),
        ...(range !== null && range.high !== null && { high: limit(range.high) }),
        text,
      },
    ],
  }
}
