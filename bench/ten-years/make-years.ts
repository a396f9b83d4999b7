/**
 * Ten years of a person who does not exist, a file a year: steps, sleep, heart-rate variability, weight and workouts as
 * the demo's generator makes them, and the heart rate once a minute, drawn through the generator's own values. Every
 * quarter a laboratory.
 */
import { MINUTE_MILLISECONDS, millisecondsToInstant, type Sample, SourceId } from '@nornos/health-model'
import { generateHealth } from '@nornos/health-model/generate'
import { demoExport } from '@nornos/platform/testing'

const seed = 31
const yearDays = 365.25
const dayMinutes = 24 * 60
const source = SourceId.parse('a'.repeat(32))

interface Years {
  /** The last day, in days since 1970-01-01. */
  readonly lastDay: number
  readonly years: number
  readonly zone: string
}

/** One at a time: ten years at once would be a gigabyte of text. */
export async function* yearFiles({ lastDay, years, zone }: Years): AsyncGenerator<File> {
  const firstOf = (year: number) => lastDay + 1 - Math.round((years - year) * yearDays)
  for (let year = 0; year < years; year++) {
    const [firstDay, end] = [firstOf(year), firstOf(year + 1)]
    const stretch = { seed, firstDay, days: end - firstDay, zone }
    const lines = (await demoExport(stretch).text()).split('\n')
    const others = lines.filter((line) => !line.includes('IdentifierHeartRate"') && line !== '</HealthData>')
    const pieces = [others.join('\n'), ...heartRate(stretch), '</HealthData>\n']
    yield new File(pieces, `year-${year}.xml`)
    yield laboratory(firstDay, end, `laboratory-${year}.json`)
  }
}

function* heartRate(stretch: Omit<Parameters<typeof generateHealth>[0], 'sources'>): Generator<string> {
  const sources = { watch: source, phone: source, scale: source }
  for (const { samples } of generateHealth({ ...stretch, sources })) {
    const rates = samples.filter(({ metric }) => metric === 'heart_rate')
    if (rates.length > 0) yield minutesOf(rates)
  }
}

/** A straight line from each value to the next. */
function minutesOf(rates: readonly Sample[]): string {
  const first = Math.ceil((rates[0]?.start ?? 0) / MINUTE_MILLISECONDS)
  const records: string[] = []
  let place = 0
  for (let minute = first; minute < first + dayMinutes; minute++) {
    const at = minute * MINUTE_MILLISECONDS
    while ((rates[place + 1]?.start ?? Number.POSITIVE_INFINITY) <= at) place++
    const [from, to] = [rates[place], rates[place + 1] ?? rates[place]]
    if (from === undefined || to === undefined) continue
    const share = to.start === from.start ? 0 : (at - from.start) / (to.start - from.start)
    records.push(recordAt(at, Math.round(from.value + share * (to.value - from.value))))
  }
  return records.join('')
}

function recordAt(at: number, rate: number): string {
  const time = `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} +0000`
  return ` <Record type="HKQuantityTypeIdentifierHeartRate" unit="count/min" value="${rate}" sourceName="Watch" startDate="${time}" endDate="${time}"/>\n`
}

const quarterDays = 91
const tests = [
  { code: '4548-4', name: 'HbA1c', unit: '%', value: 5.5 },
  { code: '13457-7', name: 'LDL cholesterol', unit: 'mmol/L', value: 3.1 },
  { code: '718-7', name: 'Hemoglobin', unit: 'g/L', value: 134 },
  { code: '2276-4', name: 'Ferritin', unit: 'ug/L', value: 41 },
]

function laboratory(firstDay: number, end: number, name: string): File {
  const entry = []
  for (let day = firstDay; day < end; day += quarterDays) {
    const date = millisecondsToInstant(day * dayMinutes * MINUTE_MILLISECONDS).slice(0, 10)
    for (const test of tests) {
      const resource = {
        resourceType: 'Observation',
        status: 'final',
        category: [{ coding: [{ code: 'laboratory' }] }],
        code: { coding: [{ system: 'http://loinc.org', code: test.code }], text: test.name },
        effectiveDateTime: date,
        valueQuantity: { value: test.value, unit: test.unit, code: test.unit },
      }
      entry.push({ resource })
    }
  }
  return new File([JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry })], name)
}
