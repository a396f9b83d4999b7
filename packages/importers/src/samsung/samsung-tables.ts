/** Which column of which table of Samsung Health is which metric. A table that is not here is counted and kept raw. */
import type { MetricId } from '@nornos/health-model'

type Columns = readonly (readonly [metric: MetricId, column: string, unit: string])[]

export const SAMSUNG_TABLES: Readonly<Record<string, Columns>> = {
  heart_rate: [['heart_rate', 'heart_rate', '/min']],
  oxygen_saturation: [['spo2', 'spo2', '%']],
  respiratory_rate: [['respiratory_rate', 'average', '/min']],
  skin_temperature: [['skin_temperature', 'temperature', 'Cel']],
  body_temperature: [['body_temperature', 'temperature', 'Cel']],
  stress: [['stress_level', 'score', '{score}']],
  blood_glucose: [['glucose_fingerstick', 'glucose', 'mmol/L']],
  blood_pressure: [
    ['bp_systolic', 'systolic', 'mm[Hg]'],
    ['bp_diastolic', 'diastolic', 'mm[Hg]'],
    ['bp_mean', 'mean', 'mm[Hg]'],
    ['bp_pulse', 'pulse', '/min'],
  ],
  weight: [
    ['weight', 'weight', 'kg'],
    ['body_fat', 'body_fat', '%'],
    ['lean_mass', 'fat_free_mass', 'kg'],
    ['muscle_mass', 'skeletal_muscle_mass', 'kg'],
    ['body_water', 'total_body_water', 'kg'],
  ],
  height: [['height', 'height', 'cm']],
  pedometer_step_count: [
    ['steps', 'count', '{steps}'],
    ['distance_walk_run', 'distance', 'm'],
    ['energy_active', 'calorie', 'kcal'],
  ],
  floors_climbed: [['floors_climbed', 'floor', '{floors}']],
  water_intake: [['water', 'amount', 'mL']],
  caffeine_intake: [['caffeine', 'amount', 'mg']],
  sleep: [
    ['sleep_score', 'sleep_score', '{score}'],
    ['sleep_efficiency', 'efficiency', '%'],
    ['sleep_light', 'total_light_duration', 'min'],
    ['sleep_rem', 'total_rem_duration', 'min'],
  ],
}

/** The codes that Samsung's developer pages list for what many people do. */
export const SAMSUNG_EXERCISES: Readonly<Record<string, string>> = {
  1001: 'walking',
  1002: 'running',
  10007: 'strength training',
  11007: 'cycling',
  13001: 'hiking',
  14001: 'swimming',
  15002: 'strength training',
  15003: 'indoor cycling',
  15005: 'treadmill running',
  15006: 'elliptical',
}
