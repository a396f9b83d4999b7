/**
 * Running form comes as thousands of values per run, and its metric is kept as records. Values of one kind and
 * source that follow each other within five minutes are one bout, and a bout is one record: how many, the lowest,
 * the highest and the mean.
 */
import { millisecondsToInstant } from '@nornos/health-model'
import type { ImportSink } from '../sink.ts'
import type { Channel } from './record-channels.ts'
import type { SourceTable } from './source-table.ts'

export interface Bouts {
  add(channel: Channel, source: number, zone: string, start: number, end: number, value: number): void
  finish(): void
}

const GAP = 5 * 60_000
/** The system of Apple's own codes in FHIR records. */
export const APPLE_SYSTEM = 'https://developer.apple.com/documentation/healthkit'
export const UCUM_SYSTEM = 'http://unitsofmeasure.org'

interface Bout {
  readonly channel: Channel
  readonly source: number
  readonly zone: string
  readonly start: number
  end: number
  count: number
  sum: number
  minimum: number
  maximum: number
}

export function createBouts(sink: ImportSink, sources: SourceTable, counted: () => void): Bouts {
  let open: Bout | null = null

  function finish(): void {
    if (open === null) return
    const { channel, source, zone } = open
    const start = millisecondsToInstant(open.start)
    const end = millisecondsToInstant(open.end)
    counted()
    sink.record({
      metric: channel.metric,
      source: sources.identity(source),
      start,
      end,
      zone,
      content: {
        resourceType: 'Observation',
        status: 'final',
        code: { coding: [{ system: APPLE_SYSTEM, code: channel.type }] },
        effectivePeriod: { start, end },
        valueQuantity: quantity(open.sum / open.count, channel.unit),
        component: [
          { code: { text: 'minimum' }, valueQuantity: quantity(open.minimum, channel.unit) },
          { code: { text: 'maximum' }, valueQuantity: quantity(open.maximum, channel.unit) },
          { code: { text: 'count' }, valueInteger: open.count },
        ],
      },
    })
    open = null
  }

  return {
    add(channel, source, zone, start, end, value) {
      const isNext = open !== null && start >= open.start && start <= open.end + GAP
      if (open === null || !isNext || open.channel !== channel || open.source !== source) {
        finish()
        open = { channel, source, zone, start, end, count: 0, sum: 0, minimum: value, maximum: value }
      }
      open.end = Math.max(open.end, end)
      open.count++
      open.sum += value
      open.minimum = Math.min(open.minimum, value)
      open.maximum = Math.max(open.maximum, value)
    },
    finish,
  }
}

export function quantity(
  value: number,
  unit: string,
): { value: number; unit: string; system: string; code: string } {
  return { value, unit, system: UCUM_SYSTEM, code: unit }
}
