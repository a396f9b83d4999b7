/** Nights and exercises of a Health Connect database, with the stages and places that belong to them. */
import { codeNumber } from '@nornos/health-model'
import type { Lap } from '../emitter.ts'
import type { ImportContext } from '../format.ts'
import { emitRoute, type Place } from '../route.ts'
import type { SqliteFile } from '../sqlite/sqlite-file.ts'
import { CONNECT_EXERCISES } from './health-connect-exercises.ts'
import { numberOf, spanOf } from './health-connect-rows.ts'
import { ownersOf, readRows, type Sources } from './health-connect-sources.ts'

const NIGHTS = 'sleep_session_record_table'
const STAGES = 'sleep_stages_table'
const EXERCISES = 'exercise_session_record_table'
const PLACES = 'exercise_route_table'
const LAPS = 'exercise_laps_table'

export const SESSION_TABLES: readonly string[] = [NIGHTS, STAGES, EXERCISES, PLACES, LAPS]

/** By Health Connect's number: 1 awake to 7 awake in bed; 0 is unknown. */
const STAGE_CODES: readonly (number | null)[] = [
  null,
  codeNumber('sleep_stage', 'awake'),
  codeNumber('sleep_stage', 'asleep_unspecified'),
  codeNumber('sleep_stage', 'out_of_bed'),
  codeNumber('sleep_stage', 'light'),
  codeNumber('sleep_stage', 'deep'),
  codeNumber('sleep_stage', 'rem'),
  codeNumber('sleep_stage', 'awake'),
]

export async function readNights(file: SqliteFile, context: ImportContext, sources: Sources): Promise<void> {
  const owners = await ownersOf(file, NIGHTS, context, sources)
  const staged = new Set<number>()
  await readRows(file, STAGES, context, (row) => {
    const session = numberOf(row, 'parent_key') ?? -1
    const emit = owners.get(session)
    if (emit === undefined) {
      context.report.skip('sleep_stage', 'missing-attribute', 0, 'It belongs to no night.')
      return
    }
    const start = numberOf(row, 'stage_start_time') ?? Number.NaN
    const end = numberOf(row, 'stage_end_time') ?? Number.NaN
    staged.add(session)
    emit.count('sleep_stage')
    emit.sample('sleep_hypnogram', start, end, STAGE_CODES[numberOf(row, 'stage_type') ?? 0] ?? null)
  })
  await readRows(file, NIGHTS, context, (row) => {
    const emit = sources.of(row)
    const { start, end } = spanOf(row)
    emit.count('sleep_session')
    // Without stages all that is known is that the person slept; in a damaged file not even that there were none.
    if (file.faults.length > 0 || staged.has(numberOf(row, 'row_id') ?? -1)) return
    emit.sample('sleep_hypnogram', start, end, codeNumber('sleep_stage', 'asleep_unspecified'))
  })
}

export async function readExercises(
  file: SqliteFile,
  context: ImportContext,
  sources: Sources,
): Promise<void> {
  const laps = await lapsOf(file, context)
  await readRows(file, EXERCISES, context, (row) => {
    const emit = sources.of(row)
    const own = laps.get(numberOf(row, 'row_id') ?? -1) ?? []
    const code = numberOf(row, 'exercise_type') ?? 0
    emit.count('exercise_session')
    emit.workout({
      activity: CONNECT_EXERCISES[code] ?? `health connect ${code}`,
      ...spanOf(row),
      laps: own.toSorted((left, right) => left.start - right.start),
    })
  })
  const owners = await ownersOf(file, EXERCISES, context, sources)
  for (const _lap of [...laps].flatMap(([exercise, own]) => (owners.has(exercise) ? [] : own)))
    context.report.skip('exercise_lap', 'missing-attribute', 0, 'It belongs to no exercise.')
  let owner = -1
  let places: Place[] = []
  const finish = () => {
    const emit = owners.get(owner)
    const sorted = places.toSorted((left, right) => left.time - right.time)
    if (emit !== undefined) emitRoute(emit, sorted)
    else if (places.length > 0)
      context.report.skip('exercise_route', 'missing-attribute', 0, 'It belongs to no exercise.')
    places = []
  }
  // The places of one exercise were written at once and lie together.
  await readRows(file, PLACES, context, (row) => {
    const parent = numberOf(row, 'parent_key') ?? -1
    if (parent !== owner) finish()
    owner = parent
    context.report.count('exercise_route')
    places.push({
      time: numberOf(row, 'timestamp_millis') ?? Number.NaN,
      latitude: numberOf(row, 'latitude') ?? Number.NaN,
      longitude: numberOf(row, 'longitude') ?? Number.NaN,
    })
  })
  finish()
}

/** By the row of their exercise. Their lengths have no place in a workout. */
async function lapsOf(file: SqliteFile, context: ImportContext): Promise<ReadonlyMap<number, Lap[]>> {
  const laps = new Map<number, Lap[]>()
  await readRows(file, LAPS, context, (row) => {
    const exercise = numberOf(row, 'parent_key') ?? -1
    const lap = {
      start: numberOf(row, 'lap_start_time') ?? Number.NaN,
      end: numberOf(row, 'lap_end_time') ?? Number.NaN,
    }
    context.report.count('exercise_lap')
    if (numberOf(row, 'lap_length') !== null) context.report.notKept('lap_length', 1)
    const own = laps.get(exercise) ?? []
    own.push(lap)
    laps.set(exercise, own)
  })
  return laps
}
