/**
 * Makes Apple Health exports of any size for tests and measurements, with the truth beside them: counts and sums that
 * come from the plan and not from reading. Entirely synthetic; no real person's data is involved.
 *
 * Read next: apple-plan.ts.
 */
import { DAY_MILLISECONDS, MINUTE_MILLISECONDS } from '@nornos/health-model'
import { DOCUMENT_END, documentHead } from './apple-document.ts'
import { type GeneratedRecord, PLAN, type PlanRow } from './apple-plan.ts'
import { appleDate, DIARY, deviceText, escapeAttribute, WATCH } from './apple-text.ts'
import { bell, makeRandom, type Random } from './random.ts'

export interface AppleExportOptions {
  readonly seed?: string
  /** About 0.55 MB each. */
  readonly days: number
  /** The offset that the phone had while exporting. */
  readonly offsetMinutes?: number
  readonly isDtdBroken?: boolean
  /** Characters that XML forbids, as apps have written them into names. */
  readonly hasControlCharacters?: boolean
  /** Attributes on lines of their own. */
  readonly isPretty?: boolean
}

export interface AppleTruth {
  /** Records at top level and other elements, by type or name. */
  readonly counts: Record<string, number>
  /** Sums of the printed values of top-level records, by type. */
  readonly sums: Record<string, number>
  beats: number
  workouts: number
}

export interface AppleExport {
  /** The file in pieces of text. To be read once. */
  readonly text: Iterable<string>
  /** Complete once `text` has been read to its end. */
  readonly truth: AppleTruth
}

/** The first day of every generated export: 2 January 2021, UTC. */
const FIRST_DAY = Date.UTC(2021, 0, 2)

export function generateAppleExport(options: AppleExportOptions): AppleExport {
  const truth: AppleTruth = { counts: {}, sums: {}, beats: 0, workouts: 0 }
  return { text: writeExport(options, truth), truth }
}

interface Writer extends Required<Pick<AppleExportOptions, 'offsetMinutes' | 'isPretty'>> {
  readonly truth: AppleTruth
  readonly random: Random
}

function* writeExport(options: AppleExportOptions, truth: AppleTruth): Generator<string> {
  const { days, seed = '1', offsetMinutes = 60, isPretty = false } = options
  const writer = (name: string): Writer => ({
    offsetMinutes,
    isPretty,
    truth,
    random: makeRandom(`${seed} ${name}`),
  })
  const exportedAt = appleDate(FIRST_DAY + (days + 1) * DAY_MILLISECONDS, offsetMinutes)
  yield documentHead(exportedAt, options)
  for (const row of PLAN) {
    for (let day = 0; day < days; day++) yield recordsOfDay(writer(`${row.type} ${day}`), row, day)
  }
  if (options.hasControlCharacters === true) yield controlCharacterRecord(writer('control'))
  for (let day = 0; day < days; day += 4) yield bloodPressure(writer(`pressure ${day}`), day)
  for (let day = 0; day < days; day += 2) yield workout(writer(`workout ${day}`), day)
  for (let day = 0; day < days; day++) yield summary(writer(`summary ${day}`), day)
  yield DOCUMENT_END
}

function midnight(day: number): number {
  return FIRST_DAY + day * DAY_MILLISECONDS
}

function recordsOfDay(writer: Writer, row: PlanRow, day: number): string {
  let text = ''
  for (const record of row.day(day, writer.random))
    text += recordText(writer, row, record, midnight(day), true)
  return text
}

function count(writer: Writer, name: string, value: number): void {
  const { counts, sums } = writer.truth
  counts[name] = (counts[name] ?? 0) + 1
  if (Number.isFinite(value)) sums[name] = (sums[name] ?? 0) + value
}

function recordText(
  writer: Writer,
  row: Pick<PlanRow, 'type' | 'unit'>,
  record: GeneratedRecord,
  day: number,
  isTopLevel: boolean,
): string {
  const start = day + record.from * MINUTE_MILLISECONDS
  const end = start + record.minutes * MINUTE_MILLISECONDS
  const { source } = record
  if (isTopLevel) count(writer, row.type, record.value === '' ? Number.NaN : Number(record.value))
  const date = (at: number) => appleDate(at, writer.offsetMinutes)
  const attributes = [
    `type="${row.type}"`,
    `sourceName="${escapeAttribute(source.name)}" sourceVersion="${source.version}"${deviceText(source, day / DAY_MILLISECONDS)}`,
    ...(row.unit === '' ? [] : [`unit="${escapeAttribute(row.unit)}"`]),
    `creationDate="${date(end + 9000)}" startDate="${date(start)}" endDate="${date(end)}"`,
    ...(record.value === '' ? [] : [`value="${record.value}"`]),
  ]
  const opening = ` <Record ${attributes.join(writer.isPretty ? '\n        ' : ' ')}`
  const inside = metadataText(record.metadata ?? []) + beatsText(writer, record.beats ?? [], start)
  return inside === '' ? `${opening}/>\n` : `${opening}>\n${inside} </Record>\n`
}

function metadataText(entries: readonly (readonly [string, string])[]): string {
  return entries
    .map(([key, value]) => `  <MetadataEntry key="${key}" value="${escapeAttribute(value)}"/>\n`)
    .join('')
}

function beatsText(writer: Writer, beats: readonly number[], start: number): string {
  if (beats.length === 0) return ''
  let at = start + 500
  let text = '  <HeartRateVariabilityMetadataList>\n'
  for (const perMinute of beats) {
    // Wall clock of the place, an hour ahead of UTC, in the phone's language: here with a decimal comma.
    const clock = new Date(at + 60 * MINUTE_MILLISECONDS).toISOString().slice(11, 22).replace('.', ',')
    text += `   <InstantaneousBeatsPerMinute bpm="${perMinute}" time="${clock}"/>\n`
    at += Math.round(60_000 / perMinute / 10) * 10
    writer.truth.beats++
  }
  return `${text}  </HeartRateVariabilityMetadataList>\n`
}

function controlCharacterRecord(writer: Writer): string {
  const source = { name: 'Notes\u000b App\ufffe', version: '1', device: '' }
  const record = { source, from: 60, minutes: 0, value: '70' }
  return recordText(
    writer,
    { type: 'HKQuantityTypeIdentifierHeartRate', unit: 'count/min' },
    record,
    midnight(0),
    true,
  )
}

/** The pair at top level, and again inside the correlation that ties it together. */
function bloodPressure(writer: Writer, day: number): string {
  const values = [121 + 7 * bell(writer.random), 78 + 5 * bell(writer.random)].map((value) =>
    value.toFixed(0),
  )
  const types = [
    'HKQuantityTypeIdentifierBloodPressureSystolic',
    'HKQuantityTypeIdentifierBloodPressureDiastolic',
  ]
  const write = (isTopLevel: boolean) =>
    types
      .map((type, index) => {
        const record = { source: DIARY, from: 440, minutes: 0, value: values[index] ?? '80' }
        return recordText(writer, { type, unit: 'mmHg' }, record, midnight(day), isTopLevel)
      })
      .join('')
  const at = appleDate(midnight(day) + 440 * MINUTE_MILLISECONDS, writer.offsetMinutes)
  count(writer, 'Correlation', Number.NaN)
  return `${write(true)} <Correlation type="HKCorrelationTypeIdentifierBloodPressure" sourceName="Health" creationDate="${at}" startDate="${at}" endDate="${at}">\n${write(false)} </Correlation>\n`
}

function workout(writer: Writer, day: number): string {
  const start = midnight(day) + 1020 * MINUTE_MILLISECONDS
  const minutes = 30 + Math.floor(20 * writer.random())
  const date = (at: number) => appleDate(at, writer.offsetMinutes)
  const [from, to] = [date(start), date(start + minutes * MINUTE_MILLISECONDS)]
  const statistic = (type: string, rest: string) =>
    `  <WorkoutStatistics type="HKQuantityTypeIdentifier${type}" startDate="${from}" endDate="${to}" ${rest}/>\n`
  writer.truth.workouts++
  count(writer, 'Workout', Number.NaN)
  return ` <Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="${minutes}" durationUnit="min" sourceName="${WATCH.name}" sourceVersion="${WATCH.version}"${deviceText(WATCH, day)} creationDate="${to}" startDate="${from}" endDate="${to}">
  <MetadataEntry key="HKIndoorWorkout" value="0"/>
  <MetadataEntry key="HKElevationAscended" value="3200 cm"/>
  <MetadataEntry key="HKTimeZone" value="Europe/Stockholm"/>
  <WorkoutEvent type="HKWorkoutEventTypePause" date="${date(start + 5 * MINUTE_MILLISECONDS)}"/>
  <WorkoutEvent type="HKWorkoutEventTypeResume" date="${date(start + 6 * MINUTE_MILLISECONDS)}"/>
  <WorkoutEvent type="HKWorkoutEventTypeSegment" date="${from}" duration="10" durationUnit="min"/>
${statistic('DistanceWalkingRunning', `sum="${(minutes * 0.18).toFixed(3)}" unit="km"`)}${statistic('ActiveEnergyBurned', `sum="${minutes * 11}" unit="kcal"`)}${statistic('HeartRate', 'average="141" minimum="96" maximum="172" unit="count/min"')} </Workout>
`
}

function summary(writer: Writer, day: number): string {
  const date = new Date(midnight(day)).toISOString().slice(0, 10)
  count(writer, 'ActivitySummary', Number.NaN)
  return ` <ActivitySummary dateComponents="${date}" activeEnergyBurned="${(400 + 90 * writer.random()).toFixed(1)}" activeEnergyBurnedGoal="500" activeEnergyBurnedUnit="kcal" appleMoveTime="0" appleMoveTimeGoal="0" appleExerciseTime="31" appleExerciseTimeGoal="30" appleStandHours="11" appleStandHoursGoal="12"/>\n`
}
