/** Samples as CSV (RFC 4180) and as one JSON object a line. */
import type { MetricId } from '@nornos/health-model'
import { type Bytes, utf8 } from '@nornos/std'
import type { OpenDevice } from '../../open-device.ts'
import { type ExportedSample, samplesOf } from './sample-months.ts'

const columns = ['time', 'zone_offset', 'zone', 'duration_seconds', 'value', 'unit', 'source']

export async function* csvOf(
  device: OpenDevice,
  metric: MetricId,
  signal: AbortSignal,
): AsyncGenerator<Bytes> {
  yield utf8(`${columns.join(',')}\r\n`)
  for await (const rows of samplesOf(device, metric, signal)) {
    yield utf8(rows.map((row) => csvLine(device, row)).join(''))
  }
}

function csvLine(device: OpenDevice, row: ExportedSample): string {
  const { duration, offset, time, unit, value, zone } = row
  const cells = [time, offset, zone, duration / 1_000, value, unit, sourceName(device, row)]
  return `${cells.map((cell) => cellOf(String(cell))).join(',')}\r\n`
}

/** A sheet takes a cell that starts like this for a formula. */
function cellOf(text: string): string {
  const safe = /^[=+@\t]/.test(text) && !/^[+-]\d\d:\d\d$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export async function* linesOf(
  device: OpenDevice,
  metric: MetricId,
  signal: AbortSignal,
): AsyncGenerator<Bytes> {
  for await (const rows of samplesOf(device, metric, signal)) {
    const lines = rows.map(({ duration, milliseconds, offset, source, unit, value, zone }) => {
      const start = new Date(milliseconds).toISOString()
      return `${JSON.stringify({ metric, start, duration, value, unit, zone, offset, source })}\n`
    })
    yield utf8(lines.join(''))
  }
}

export function sourceName({ knowledge }: OpenDevice, { source }: Pick<ExportedSample, 'source'>): string {
  const identity = knowledge.sources.get(source)
  return identity === undefined ? source : [identity.name, identity.model].filter(Boolean).join(', ')
}
