/** Which column of which table of a Health Connect database is which metric, in the unit that the table stores. */
import { type CodeOf, codeNumber, type MetricId } from '@nornos/health-model'

export type ConnectTable = readonly (readonly [metric: MetricId, column: string, unit: string])[]

export const CONNECT_TABLES: Readonly<Record<string, ConnectTable>> = {
  steps_record_table: [['steps', 'count', '{steps}']],
  distance_record_table: [['distance_walk_run', 'distance', 'm']],
  floors_climbed_record_table: [['floors_climbed', 'floors', '{floors}']],
  elevation_gained_record_table: [['elevation_gain', 'elevation', 'm']],
  wheelchair_pushes_record_table: [['wheelchair_pushes', 'count', '{pushes}']],
  active_calories_burned_record_table: [['energy_active', 'energy', 'cal']],
  total_calories_burned_record_table: [['energy_total', 'energy', 'cal']],
  resting_heart_rate_record_table: [['heart_rate_resting', 'beats_per_minute', '/min']],
  heart_rate_variability_rmssd_record_table: [['hrv_rmssd', 'heart_rate_variability_millis', 'ms']],
  respiratory_rate_record_table: [['respiratory_rate', 'rate', '/min']],
  oxygen_saturation_record_table: [['spo2', 'percentage', '%']],
  blood_pressure_record_table: [
    ['bp_systolic', 'systolic', 'mm[Hg]'],
    ['bp_diastolic', 'diastolic', 'mm[Hg]'],
  ],
  body_temperature_record_table: [['body_temperature', 'temperature', 'Cel']],
  basal_body_temperature_record_table: [['basal_body_temperature', 'temperature', 'Cel']],
  weight_record_table: [['weight', 'weight', 'g']],
  height_record_table: [['height', 'height', 'm']],
  body_fat_record_table: [['body_fat', 'percentage', '%']],
  lean_body_mass_record_table: [['lean_mass', 'mass', 'g']],
  bone_mass_record_table: [['bone_mass', 'mass', 'g']],
  body_water_mass_record_table: [['body_water', 'body_water_mass', 'g']],
  vo2_max_record_table: [['vo2_max', 'vo2_milliliters_per_minute_kilogram', 'mL/min/kg']],
  hydration_record_table: [['water', 'volume', 'L']],
  alcohol_consumption_record_table: [['alcohol_drinks', 'serving_count', '{drinks}']],
  nutrition_record_table: [
    ['dietary_energy', 'energy', 'cal'],
    ['carbohydrate', 'total_carbohydrate', 'g'],
    ['protein', 'protein', 'g'],
    ['fat_total', 'total_fat', 'g'],
    ['fiber', 'dietary_fiber', 'g'],
    ['sugar', 'sugar', 'g'],
    ['sodium', 'sodium', 'g'],
    ['caffeine', 'caffeine', 'g'],
  ],
}

/** A table of points, each of which belongs to a row of another table that says who wrote it. */
export interface ConnectSeries {
  readonly metric: MetricId
  readonly column: string
  readonly unit: string
  readonly owner: string
}

/** The names of the owners are the platform's, as they are. */
export const CONNECT_SERIES: Readonly<Record<string, ConnectSeries>> = {
  heart_rate_record_series_table: {
    metric: 'heart_rate',
    column: 'beats_per_minute',
    unit: '/min',
    owner: 'heart_rate_record_table',
  },
  speed_record_table: { metric: 'workout_speed', column: 'speed', unit: 'm/s', owner: 'SpeedRecordTable' },
  power_record_table: { metric: 'workout_power', column: 'power', unit: 'W', owner: 'PowerRecordTable' },
  steps_cadence_record_table: {
    metric: 'workout_cadence',
    column: 'rate',
    unit: '/min',
    owner: 'StepsCadenceRecordTable',
  },
  cycling_pedaling_cadence_record_table: {
    metric: 'workout_cadence',
    column: 'revolutions_per_minute',
    unit: '/min',
    owner: 'CyclingPedalingCadenceRecordTable',
  },
  skin_temperature_delta_table: {
    metric: 'skin_temperature_deviation',
    column: 'delta',
    unit: 'K',
    owner: 'skin_temperature_record_table',
  },
}

export interface ConnectCodes {
  readonly metric: MetricId
  readonly column: string
  /** Our numbers by the platform's; null for what says nothing. */
  readonly codes: readonly (number | null)[]
}

const flow = (word: CodeOf<'menstrual_flow'>) => codeNumber('menstrual_flow', word)
const phase = (word: CodeOf<'cycle_phase'>) => codeNumber('cycle_phase', word)
const ovulation = (word: CodeOf<'ovulation_test'>) => codeNumber('ovulation_test', word)
const mucus = (word: CodeOf<'cervical_mucus'>) => codeNumber('cervical_mucus', word)

export const CONNECT_CODES: Readonly<Record<string, ConnectCodes>> = {
  menstruation_flow_record_table: {
    metric: 'menstrual_flow',
    column: 'flow',
    codes: [flow('unspecified'), flow('light'), flow('medium'), flow('heavy')],
  },
  menstrual_cycle_phase_record_table: {
    metric: 'cycle_phase',
    column: 'phase',
    codes: [phase('unknown'), phase('follicular'), phase('luteal')],
  },
  ovulation_test_record_table: {
    metric: 'ovulation_test',
    column: 'result',
    // Inconclusive, positive, high (what comes before the peak) and negative.
    codes: [
      ovulation('indeterminate'),
      ovulation('luteinising_surge'),
      ovulation('estrogen_surge'),
      ovulation('negative'),
    ],
  },
  cervical_mucus_record_table: {
    metric: 'cervical_mucus',
    column: 'appearance',
    codes: [
      null,
      mucus('dry'),
      mucus('sticky'),
      mucus('creamy'),
      mucus('watery'),
      mucus('egg_white'),
      mucus('unusual'),
    ],
  },
}

/** Tables of which a row says all by being there: how long it lasted in minutes, or one. */
export const CONNECT_SPANS: Readonly<Record<string, readonly [metric: MetricId, value: number | 'minutes']>> =
  {
    mindfulness_session_record_table: ['mindful_minutes', 'minutes'],
    activity_intensity_record_table: ['active_minutes', 'minutes'],
    sexual_activity_record_table: ['sexual_activity', 1],
    menstruation_period_record_table: ['menstrual_flow', flow('unspecified')],
  }

/** Of a meal, in grams: what has no metric of its own. */
export const CONNECT_NUTRIENTS: readonly string[] = [
  ...['unsaturated_fat', 'trans_fat', 'polyunsaturated_fat', 'saturated_fat', 'monounsaturated_fat'],
  ...['cholesterol', 'potassium', 'thiamin', 'manganese', 'selenium', 'chloride', 'copper', 'iodine', 'zinc'],
  ...['riboflavin', 'molybdenum', 'phosphorus', 'chromium', 'calcium', 'biotin', 'niacin', 'magnesium'],
  ...['folate', 'folic_acid', 'pantothenic_acid', 'iron', 'vitamin_a', 'vitamin_b6', 'vitamin_b12'],
  ...['vitamin_c', 'vitamin_d', 'vitamin_e', 'vitamin_k'],
]

/** What the system keeps for itself. */
export const HOUSEKEEPING =
  /^(?:sqlite_|android_metadata|access_logs|change_log|activity_date|migration|preference|priority|health_data_category|recording_|read_access|backup_change_token|device_data_|app_op_log|medical_resource_indices|.*_priority_table$)/
