/**
 * Fields that a maker has invented. The file describes each before it is used: its type, its name, and often which field
 * of the profile it stands for. Those that stand for one, or have a name that is known, are read like it.
 */
import { FIT_MESSAGES, type FitField } from './fit-profile.ts'
import { type FitValues, numberOf } from './fit-values.ts'

export interface DeveloperField {
  readonly name: string
  /** Number of its base type. */
  readonly type: number
  readonly scale: number
  readonly offset: number
  /** The field of the profile that it stands for; -1 when it does not say. */
  readonly nativeField: number
}

export const FIELD_DESCRIPTION = 206
const BASE_TYPE_MASK = 31
const INVALID_BYTE = 255

/** The key of a field in a file: its maker and its number. */
export function developerKey(index: number, field: number): number {
  return index * 256 + field
}

/** The key and the field that a description message says, or null. */
export function describedField(values: FitValues): readonly [key: number, field: DeveloperField] | null {
  const index = numberOf(values, 'developer_data_index')
  const number = numberOf(values, 'field_definition_number')
  const type = numberOf(values, 'fit_base_type_id')
  if (index === null || number === null || type === null) return null
  const name = values.get('field_name')?.[0]
  const scale = numberOf(values, 'scale') ?? 1
  const native = numberOf(values, 'native_field_num') ?? INVALID_BYTE
  const field = {
    name: typeof name === 'string' ? name : '',
    type: type & BASE_TYPE_MASK,
    scale: scale === 0 ? 1 : scale,
    offset: numberOf(values, 'offset') ?? 0,
    nativeField: native === INVALID_BYTE ? -1 : native,
  }
  return [developerKey(index, number), field]
}

/** Names that several makers use, in lower case without spaces, and the field of a record that they mean. */
const NAMES: Readonly<Record<string, string>> = {
  core_temperature: 'core_temperature',
  coretemperature: 'core_temperature',
  power: 'power',
  runningpower: 'power',
  heartrate: 'heart_rate',
  hrv_rmssd: 'rmssd_hrv',
  rmssd: 'rmssd_hrv',
}

/** What the field means in a message, or null when nobody knows but its maker. */
export function meaningOf(field: DeveloperField, message: number): FitField | null {
  const { scale, offset } = field
  const native = FIT_MESSAGES[message]?.fields[field.nativeField]?.name
  const named = NAMES[field.name.toLowerCase().replaceAll(' ', '')]
  const name = native ?? named
  return name === undefined ? null : { name, scale, offset }
}
