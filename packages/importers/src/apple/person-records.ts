/** The small elements of an export: the person, their daily goals, their hearing and their glasses, as records. */
import {
  LocalDay,
  type MetricId,
  metric,
  millisecondsToInstant,
  type RecordContent,
  type SourceIdentity,
  sourceIdentity,
} from '@nornos/health-model'
import type { ImportedRecord } from '../sink.ts'
import { numberFromText } from '../text/byte-numbers.ts'
import { APPLE_SYSTEM } from './bout-records.ts'
import { parseDateText } from './parse-date.ts'
import { canonicalQuantity } from './quantity-text.ts'

type Attributes = Readonly<Record<string, string>>

const HEALTH_APP: SourceIdentity = sourceIdentity({ name: 'Health', manufacturer: 'Apple' })

const CHARACTERISTICS: readonly (readonly [attribute: string, metric: MetricId, prefix: string])[] = [
  ['HKCharacteristicTypeIdentifierBiologicalSex', 'sex', 'HKBiologicalSex'],
  ['HKCharacteristicTypeIdentifierBloodType', 'blood_type', 'HKBloodType'],
  ['HKCharacteristicTypeIdentifierFitzpatrickSkinType', 'skin_type', 'HKFitzpatrickSkinType'],
]
const BIRTH = 'HKCharacteristicTypeIdentifierDateOfBirth'

/** `<Me …/>`: what the person has set; the rest is left out. */
export function personRecords(attributes: Attributes): ImportedRecord[] {
  const records: ImportedRecord[] = []
  const birth = LocalDay.safeParse(attributes[BIRTH])
  if (birth.success) {
    records.push(timeless('birth_date', { ...observation('birth_date', BIRTH), valueDateTime: birth.data }))
  }
  for (const [attribute, id, prefix] of CHARACTERISTICS) {
    const value = attributes[attribute] ?? ''
    if (value === '' || value.endsWith('NotSet')) continue
    const text = value
      .replace(prefix, '')
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
    const concept = {
      coding: [{ system: APPLE_SYSTEM, code: value.slice(0, 200) }],
      text: text.slice(0, 200),
    }
    records.push(timeless(id, { ...observation(id, attribute), valueCodeableConcept: concept }))
  }
  return records
}

function observation(
  id: MetricId,
  appleCode: string,
): Extract<RecordContent, { resourceType: 'Observation' }> {
  const loinc = metric(id).loinc?.[0]
  const coding = [{ system: APPLE_SYSTEM, code: appleCode }]
  return {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: loinc === undefined ? coding : [{ system: 'http://loinc.org', code: loinc }, ...coding] },
  }
}

function timeless(id: MetricId, content: RecordContent): ImportedRecord {
  return { metric: id, source: HEALTH_APP, start: null, end: null, zone: '', content }
}

/** `<ActivitySummary …/>`: the rings of one day, or null when it has no day. */
export function goalsRecord(attributes: Attributes): ImportedRecord | null {
  const day = LocalDay.safeParse(attributes['dateComponents'])
  if (!day.success) return null
  const pair = (name: string, id: MetricId, unit: string) => {
    const reached = canonicalQuantity(id, attributes[name], unit)
    const goal = canonicalQuantity(id, attributes[`${name}Goal`], unit)
    return reached === null || goal === null || reached < 0 || goal < 0 ? null : { reached, goal }
  }
  return timeless('activity_goal_rings', {
    resourceType: 'ActivityGoals',
    day: day.data,
    energyKilocalories: pair(
      'activeEnergyBurned',
      'energy_active',
      attributes['activeEnergyBurnedUnit'] ?? 'kcal',
    ),
    moveMinutes: pair('appleMoveTime', 'move_time', 'min'),
    exerciseMinutes: pair('appleExerciseTime', 'active_minutes', 'min'),
    standHours: pair('appleStandHours', 'stand_hours', 'count'),
  })
}

export type Component = NonNullable<
  Extract<RecordContent, { resourceType: 'Observation' }>['component']
>[number]

/** One measured part of a hearing test or a prescription: `<SensitivityPoint>`, `<RightEye>`. */
export function componentsOf(label: string, attributes: Attributes): Component[] {
  const components: Component[] = []
  for (const [name, text] of Object.entries(attributes)) {
    const unit = attributes[`${name.replace(/Value$/, '')}Unit`]
    const value = numberFromText(text)
    if (unit === undefined || Number.isNaN(value)) continue
    components.push({
      code: { text: `${label} ${name.replace(/Value$/, '')}`.trim() },
      valueQuantity: { value, unit },
    })
  }
  return components
}

/** An audiogram or a prescription, or null when its date cannot be read. */
export function measuredRecord(
  id: 'audiogram' | 'vision_prescription',
  attributes: Attributes,
  source: SourceIdentity,
  components: readonly Component[],
): ImportedRecord | null {
  const start = parseDateText(attributes['startDate'] ?? attributes['dateIssued'] ?? '')
  if (Number.isNaN(start)) return null
  const at = millisecondsToInstant(start)
  const appleCode = id === 'audiogram' ? 'HKAudiogramSample' : 'HKVisionPrescription'
  const content = { ...observation(id, appleCode), effectiveDateTime: at, component: [...components] }
  return { metric: id, source, start: at, end: at, zone: '', content }
}
