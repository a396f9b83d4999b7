/** From consented reads to the engine's snapshot: what the browser builds from its own store, built from relay. */
import type { DaySeries as DaySeriesReply, RawSeries } from '@nornos/contracts'
import { dailyStatusNeeds, type Snapshot, snapshotOf } from '@nornos/engine'
import {
  type CanonicalSample,
  instantToMilliseconds,
  localDayToNumber,
  type RollUpRow,
} from '@nornos/health-model'
import { present } from '@nornos/std'
import type { RelayDoor } from '../context.ts'
import { planReadings, type Reading, windowOf } from '../domain/plan-run.ts'
import type { WaitingRun } from '../store/run-store.ts'
import { AccessEnded } from './access-ended.ts'

type DayInput = Parameters<typeof snapshotOf>[0]['days'][number]

/** Throws AccessEnded when a consent ends on the way. A metric that is left out of a shared field is only skipped. */
export async function readSnapshot(
  relay: RelayDoor,
  run: WaitingRun,
  accessToken: string,
  signal: AbortSignal,
): Promise<Snapshot> {
  const days: DayInput[] = []
  const sleep: CanonicalSample[] = []
  const readings = planReadings(run.fields)
  let refused = 0
  for (const reading of readings) {
    const series = await read(relay, run, reading, accessToken, signal)
    if (series === null) refused++
    else if (series.resolution === 'raw') sleep.push(...samplesOf(series))
    else if (series.resolution === 'day') days.push(...daysOf(series))
  }
  if (refused > 0 && refused === readings.length) throw new AccessEnded()
  if (refused > 0) await confirmAccess(relay, run, accessToken, signal)
  return snapshotOf({ asOf: run.asOf, zone: run.zone, days, sleep })
}

/** Null for what does not exist for the agents: left out by the patient, or no longer shared at all. */
async function read(
  relay: RelayDoor,
  run: WaitingRun,
  { field, metric, resolution }: Reading,
  accessToken: string,
  signal: AbortSignal,
) {
  const { from, to } = windowOf(
    run.asOf,
    resolution === 'raw' ? dailyStatusNeeds.sampleDays : dailyStatusNeeds.days,
  )
  const reply = await relay.asBearer.dataRead({
    params: { patientId: run.patientId, field },
    query: { metric, from, to, resolution, points: 50_000 },
    accessToken,
    signal,
  })
  if (reply.problem === 'not-found') return null
  if (reply.problem === 'sign-in-needed') throw new AccessEnded()
  if (reply.problem !== undefined) throw new Error(`read: ${reply.problem}`)
  return reply.body
}

/** A refusal looks the same when access ended half-way; then what was read is only a part, and no result. */
async function confirmAccess(
  relay: RelayDoor,
  run: WaitingRun,
  accessToken: string,
  signal: AbortSignal,
): Promise<void> {
  const { patientId } = run
  const reply = await relay.asBearer.dataSummary({ params: { patientId }, accessToken, signal })
  if (reply.problem === 'not-found' || reply.problem === 'sign-in-needed') throw new AccessEnded()
  if (reply.problem !== undefined) throw new Error(`summary: ${reply.problem}`)
}

function daysOf({ metric, series }: DaySeriesReply): DayInput[] {
  return series.map(({ source, days, ...columns }) => {
    const at = (column: readonly number[], index: number) =>
      present(column[index], 'columns are equally long')
    const rows = days.map(
      (day, index): RollUpRow => ({
        at: localDayToNumber(day),
        count: at(columns.count, index),
        minimum: at(columns.min, index),
        maximum: at(columns.max, index),
        sum: at(columns.sum, index),
        last: at(columns.last, index),
        sketch: emptySketch,
      }),
    )
    return { metric, source, rows }
  })
}

/** The engine reads no quantiles of days. */
const emptySketch: RollUpRow['sketch'] = { zero: 0, positive: [], negative: [] }

function samplesOf(series: RawSeries): CanonicalSample[] {
  const origin = instantToMilliseconds(series.origin)
  return series.offsetsMs.map((offset, index) => {
    const start = origin + offset
    return {
      source: present(series.sourceIds[series.sources[index] ?? -1], 'every value has a source'),
      start,
      end: start + (series.durationsMs[index] ?? 0),
      value: present(series.values[index], 'columns are equally long'),
      zone: series.zoneNames[series.zones[index] ?? -1] ?? '',
    }
  })
}
