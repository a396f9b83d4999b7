/** iHealth's lists: seconds since 1970, units as a number beside the list. */
import type { Emitter } from '../emitter.ts'
import type { Format } from '../format.ts'
import { jsonFormat } from '../json/json-format.ts'
import { listAt, numberAt } from '../json/look.ts'

export const ihealth: Format = jsonFormat({
  id: 'ihealth',
  source: 'iHealth',
  isWhole: true,
  signature: /"(?:BPDataList|BGDataList|BODataList|SRDataList|WeightDataList)"\s*:/,
  item(document, emit) {
    const isMolar = numberAt(document, 'BGUnit') === 1
    const isKilopascal = numberAt(document, 'BPUnit') === 1
    const weightUnit = WEIGHT_UNITS[numberAt(document, 'WeightUnit') ?? 0] ?? 'kg'
    for (const one of listAt(document, 'BPDataList')) readPressure(one, isKilopascal ? 'kPa' : 'mm[Hg]', emit)
    for (const one of listAt(document, 'BGDataList')) readGlucose(one, isMolar ? 'mmol/L' : 'mg/dL', emit)
    for (const one of listAt(document, 'BODataList')) readOxygen(one, emit)
    for (const one of listAt(document, 'WeightDataList')) readWeight(one, weightUnit, emit)
    for (const one of listAt(document, 'SRDataList')) readNight(one, emit)
  },
})

const WEIGHT_UNITS: Readonly<Record<number, string>> = { 0: 'kg', 1: '[lb_av]', 2: '[stone_av]' }

function timeOf(one: unknown, member = 'MDate'): number {
  return (numberAt(one, member) ?? Number.NaN) * 1000
}

/** Zero is what a device sends for what it did not measure. */
function positive(one: unknown, member: string): number | null {
  const value = numberAt(one, member)
  return value !== null && value > 0 ? value : null
}

function readPressure(one: unknown, unit: string, emit: Emitter): void {
  const time = timeOf(one)
  emit.count('blood pressure')
  emit.sample('bp_systolic', time, time, positive(one, 'HP'), unit)
  emit.sample('bp_diastolic', time, time, positive(one, 'LP'), unit)
  emit.sample('bp_pulse', time, time, positive(one, 'HR'))
}

function readGlucose(one: unknown, unit: string, emit: Emitter): void {
  const time = timeOf(one)
  emit.count('glucose')
  emit.sample('glucose_fingerstick', time, time, positive(one, 'BG'), unit)
}

function readOxygen(one: unknown, emit: Emitter): void {
  const time = timeOf(one)
  emit.count('oxygen')
  emit.sample('spo2', time, time, positive(one, 'BO'))
  emit.sample('heart_rate', time, time, positive(one, 'HR'))
}

function readWeight(one: unknown, unit: string, emit: Emitter): void {
  const time = timeOf(one)
  emit.count('weight')
  emit.sample('weight', time, time, positive(one, 'WeightValue'), unit)
  emit.sample('bmi', time, time, positive(one, 'BMI'))
  emit.sample('body_fat', time, time, positive(one, 'FatValue'))
}

function readNight(one: unknown, emit: Emitter): void {
  const start = timeOf(one, 'StartTime')
  const end = timeOf(one, 'EndTime')
  emit.count('night')
  emit.sample('sleep_total', start, end, numberAt(one, 'HoursSlept'))
  emit.sample('sleep_efficiency', start, end, numberAt(one, 'SleepEfficiency'))
  emit.sample('sleep_awakenings', start, end, numberAt(one, 'Awaken'))
  emit.sample('sleep_latency', start, end, numberAt(one, 'FallSleep'))
}
