/**
 * Tables of a Withings export that hold bare values: of days (`date,value`) and of stretches, several to a row
 * (`start,duration,value` with lists). What they are stands in the name of the file: `raw_tracker_steps.csv`.
 */
import { codeNumber, type MetricId } from '@nornos/health-model'
import type { Row } from '../csv/csv-format.ts'
import type { Emitter } from '../emitter.ts'
import type { ImportContext } from '../format.ts'
import { daySpan, utcTime, wallTime } from '../local-time.ts'

type Known = readonly [metric: MetricId, unit: string]

/** Not `aggregates_manual_spo2`, which is a sum of shares, nor `aggregates_elevation`, whose unit nobody says. */
const DAYS: Readonly<Record<string, Known>> = {
  steps: ['steps', '{steps}'],
  distance: ['distance_walk_run', 'm'],
  calories_earned: ['energy_active', 'kcal'],
  calories_passive: ['energy_basal', 'kcal'],
}

export function readValueRow(row: Row, emit: Emitter, context: ImportContext): void {
  const [date, value] = [row.cell(/^date$/), row.number(/^value$/)]
  const name = /aggregates_(\w+)\.csv/.exec(context.fileName)?.[1] ?? ''
  const known = DAYS[name]
  if (/(?:^|\/)manual_spo2\.csv/.test(context.fileName)) {
    const time = context.clock.instantOf(wallTime(date))
    emit.count('spo2')
    emit.sample('spo2', time, time, value)
    return
  }
  emit.count(name === '' ? 'value' : `day of ${name}`)
  if (known === undefined) {
    emit.unknown(name === '' ? 'value of a file without its name' : name, `${date},${row.cell(/^value$/)}`)
    return
  }
  const { start, end } = daySpan(context.clock, date)
  emit.sample(known[0], start, end, value, known[1])
}

interface Raw {
  readonly metric: MetricId
  readonly unit: string
  /** Sums and stages fill their time; rates and shares stand at its beginning. */
  readonly isSpan: boolean
}

const RAW: Readonly<Record<string, Raw>> = {
  steps: { metric: 'steps', unit: '{steps}', isSpan: true },
  distance: { metric: 'distance_walk_run', unit: 'm', isSpan: true },
  elevation: { metric: 'elevation_gain', unit: 'm', isSpan: true },
  'calories-earned': { metric: 'energy_active', unit: 'kcal', isSpan: true },
  hr: { metric: 'heart_rate', unit: '/min', isSpan: false },
  'respiratory-rate': { metric: 'respiratory_rate', unit: '/min', isSpan: false },
  auto_spo2: { metric: 'spo2', unit: '%', isSpan: false },
}

const STAGES = (['awake', 'light', 'deep', 'rem'] as const).map((stage) => codeNumber('sleep_stage', stage))

export function readRawRow(row: Row, emit: Emitter, context: ImportContext): void {
  const [, device = '', name = ''] = /raw_([a-z0-9-]+)_([a-z0-9_-]+)\.csv/.exec(context.fileName) ?? []
  const start = row.cell(/^start$/)
  const [durations, values] = [row.cell(/^duration$/), row.cell(/^value$/)]
  const raw = RAW[name]
  // Only a watch has the words of these numbers; a mat had others.
  const isStages = name === 'sleep-state' && device === 'tracker'
  emit.count(name === '' ? 'value' : name)
  if (raw === undefined && !isStages) {
    emit.unknown(
      name === '' ? 'value of a file without its name' : `${device} ${name}`,
      `${start},${durations},${values}`,
    )
    return
  }
  for (const [from, until, value] of stretchesOf(utcTime(start), durations, values)) {
    if (raw === undefined) emit.sample('sleep_hypnogram', from, until, STAGES[value] ?? null)
    else emit.sample(raw.metric, from, raw.isSpan ? until : from, value, raw.unit)
  }
}

/** `[60,60]` and `[12,40]`: two minutes after each other. */
function stretchesOf(
  start: number,
  durations: string,
  values: string,
): (readonly [number, number, number])[] {
  const seconds = listOf(durations)
  let from = start
  return listOf(values).map((value, index) => {
    const until = from + (seconds[index] ?? 0) * 1_000
    const stretch = [from, until, value] as const
    from = until
    return stretch
  })
}

function listOf(text: string): number[] {
  const inside = /^\[(.+)\]$/.exec(text)?.[1]
  return inside === undefined ? [] : inside.split(',').map(Number)
}
