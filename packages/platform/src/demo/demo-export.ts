/**
 * The generated years of a demo person as the file that a phone would export: the demo goes the way that everybody's
 * data goes, through the importer.
 */
import { codeWord, type Sample, SourceId } from '@nornos/health-model'
import { generatedSources, generateHealth } from '@nornos/health-model/generate'

export interface DemoYears {
  readonly seed: number
  readonly firstDay: number
  readonly days: number
  readonly zone: string
}

interface Kind {
  readonly type: string
  readonly unit: string
}

const quantities: Readonly<Record<string, Kind>> = {
  steps: { type: 'HKQuantityTypeIdentifierStepCount', unit: 'count' },
  heart_rate: { type: 'HKQuantityTypeIdentifierHeartRate', unit: 'count/min' },
  heart_rate_resting: { type: 'HKQuantityTypeIdentifierRestingHeartRate', unit: 'count/min' },
  hrv_sdnn: { type: 'HKQuantityTypeIdentifierHeartRateVariabilitySDNN', unit: 'ms' },
  respiratory_rate: { type: 'HKQuantityTypeIdentifierRespiratoryRate', unit: 'count/min' },
  weight: { type: 'HKQuantityTypeIdentifierBodyMass', unit: 'kg' },
}

const stages: Readonly<Record<string, string>> = {
  in_bed: 'InBed',
  asleep_unspecified: 'AsleepUnspecified',
  awake: 'Awake',
  light: 'AsleepCore',
  deep: 'AsleepDeep',
  rem: 'AsleepREM',
}

const activities: Readonly<Record<string, string>> = {
  running: 'HKWorkoutActivityTypeRunning',
  cycling: 'HKWorkoutActivityTypeCycling',
  walking: 'HKWorkoutActivityTypeWalking',
}

const sources = {
  watch: SourceId.parse('a'.repeat(32)),
  phone: SourceId.parse('b'.repeat(32)),
  scale: SourceId.parse('c'.repeat(32)),
}
const nameOf = new Map(
  Object.entries(sources).map(([key, id]) => [id, generatedSources[key as keyof typeof sources].name]),
)

/** `export.xml`, about 0.2 MB a month. */
export function demoExport(years: DemoYears): File {
  const parts = ['<?xml version="1.0" encoding="UTF-8"?>\n<HealthData locale="en_GB">\n']
  for (const { samples, workouts } of generateHealth({ ...years, sources })) {
    for (const sample of samples) parts.push(recordText(sample))
    for (const workout of workouts) {
      const type = activities[workout.activity] ?? 'HKWorkoutActivityTypeOther'
      parts.push(
        ` <Workout workoutActivityType="${type}" duration="${workout.durationMinutes}" durationUnit="min" sourceName="Watch" startDate="${date(Date.parse(workout.start))}" endDate="${date(Date.parse(workout.end))}"/>\n`,
      )
    }
  }
  parts.push('</HealthData>\n')
  return new File(parts, 'export.xml', { type: 'text/xml' })
}

function recordText(sample: Sample): string {
  const common = `sourceName="${nameOf.get(sample.source)}" startDate="${date(sample.start)}" endDate="${date(sample.end)}"`
  if (sample.metric === 'sleep_hypnogram') {
    const stage = stages[codeWord('sleep_stage', sample.value) ?? ''] ?? 'AsleepUnspecified'
    return ` <Record type="HKCategoryTypeIdentifierSleepAnalysis" value="HKCategoryValueSleepAnalysis${stage}" ${common}/>\n`
  }
  const kind = quantities[sample.metric]
  return kind ? ` <Record type="${kind.type}" unit="${kind.unit}" value="${sample.value}" ${common}/>\n` : ''
}

/** Exports print every date with the phone's offset at the time of the export. */
function date(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')} +0000`
}
