/** Which column of which table of a Health Connect database is which metric, in the unit that the table stores. */
import type { MetricId } from '@nornos/health-model'

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
  blood_glucose_record_table: [['glucose_fingerstick', 'level', 'mmol/L']],
  body_temperature_record_table: [['body_temperature', 'temperature', 'Cel']],
  weight_record_table: [['weight', 'weight', 'g']],
  height_record_table: [['height', 'height', 'm']],
  body_fat_record_table: [['body_fat', 'percentage', '%']],
  lean_body_mass_record_table: [['lean_mass', 'mass', 'g']],
  bone_mass_record_table: [['bone_mass', 'mass', 'g']],
  body_water_mass_record_table: [['body_water', 'body_water_mass', 'g']],
  vo2_max_record_table: [['vo2_max', 'vo2_milliliters_per_minute_kilogram', 'mL/min/kg']],
  hydration_record_table: [['water', 'volume', 'L']],
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
  speed_record_table: [['workout_speed', 'speed', 'm/s']],
}

/** What the system keeps for itself. */
export const HOUSEKEEPING =
  /^(?:sqlite_|android_metadata|access_logs|change_log|activity_date|migration|preference|priority|health_data_category|recording_|read_access|.*_priority_table$)/

/** By the number of the platform (not of the library for apps, which counts differently). Only those that are sure. */
export const CONNECT_EXERCISES: Readonly<Record<number, string>> = { 33: 'running' }
