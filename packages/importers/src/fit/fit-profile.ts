/**
 * The part of the FIT profile that carries health data: message and field numbers, scale and offset, as the public
 * profile (21.x) lists them. What is not here is counted and left in the file.
 */

export interface FitField {
  readonly name: string
  readonly scale: number
  readonly offset: number
}

export interface FitMessage {
  readonly name: string
  readonly fields: Readonly<Record<number, FitField>>
}

function field(name: string, scale = 1, offset = 0): FitField {
  return { name, scale, offset }
}

function message(name: string, fields: Readonly<Record<number, FitField>>): FitMessage {
  return { name, fields: { 253: field('timestamp'), ...fields } }
}

export const FIT_MESSAGES: Readonly<Record<number, FitMessage>> = {
  0: message('file_id', {
    0: field('type'),
    1: field('manufacturer'),
    2: field('product'),
    3: field('serial_number'),
    4: field('time_created'),
    8: field('product_name'),
  }),
  3: message('user_profile', {
    1: field('gender'),
    3: field('height', 100),
    4: field('weight', 10),
    8: field('resting_heart_rate'),
  }),
  18: message('session', {
    2: field('start_time'),
    5: field('sport'),
    6: field('sub_sport'),
    7: field('total_elapsed_time', 1000),
    8: field('total_timer_time', 1000),
    9: field('total_distance', 100),
    11: field('total_calories'),
    14: field('avg_speed', 1000),
    15: field('max_speed', 1000),
    16: field('avg_heart_rate'),
    17: field('max_heart_rate'),
    18: field('avg_cadence'),
    20: field('avg_power'),
    21: field('max_power'),
    22: field('total_ascent'),
    64: field('min_heart_rate'),
    168: field('training_load_peak', 65536),
    193: field('workout_rpe', 10),
    197: field('rmssd_hrv'),
    198: field('sdrr_hrv'),
  }),
  19: message('lap', { 2: field('start_time') }),
  20: message('record', {
    0: field('position_lat'),
    1: field('position_long'),
    2: field('altitude', 5, 500),
    3: field('heart_rate'),
    4: field('cadence'),
    5: field('distance', 100),
    6: field('speed', 1000),
    7: field('power'),
    13: field('temperature'),
    53: field('fractional_cadence', 128),
    73: field('enhanced_speed', 1000),
    78: field('enhanced_altitude', 5, 500),
    139: field('core_temperature', 100),
  }),
  21: message('event', { 0: field('event'), 1: field('event_type') }),
  23: message('device_info', {
    0: field('device_index'),
    2: field('manufacturer'),
    4: field('product'),
    27: field('product_name'),
  }),
  30: message('weight_scale', {
    0: field('weight', 100),
    1: field('percent_fat', 100),
    2: field('percent_hydration', 100),
    3: field('visceral_fat_mass', 100),
    4: field('bone_mass', 100),
    5: field('muscle_mass', 100),
    7: field('basal_met', 4),
    11: field('visceral_fat_rating'),
    13: field('bmi', 10),
  }),
  51: message('blood_pressure', {
    0: field('systolic_pressure'),
    1: field('diastolic_pressure'),
    2: field('mean_arterial_pressure'),
    6: field('heart_rate'),
  }),
  55: message('monitoring', {
    2: field('distance', 100),
    3: field('cycles', 2),
    4: field('active_time', 1000),
    5: field('activity_type'),
    19: field('active_calories'),
    24: field('current_activity_type_intensity'),
    26: field('timestamp_16'),
    27: field('heart_rate'),
    31: field('ascent', 1000),
    33: field('moderate_activity_minutes'),
    34: field('vigorous_activity_minutes'),
  }),
  78: message('hrv', { 0: field('time', 1000) }),
  101: message('length', {
    2: field('start_time'),
    3: field('total_elapsed_time', 1000),
    5: field('total_strokes'),
  }),
  103: message('monitoring_info', { 0: field('local_timestamp'), 5: field('resting_metabolic_rate') }),
  206: message('field_description', {
    0: field('developer_data_index'),
    1: field('field_definition_number'),
    2: field('fit_base_type_id'),
    3: field('field_name'),
    6: field('scale'),
    7: field('offset'),
    14: field('native_mesg_num'),
    15: field('native_field_num'),
  }),
  211: message('monitoring_hr_data', {
    0: field('resting_heart_rate'),
    1: field('current_day_resting_heart_rate'),
  }),
  227: message('stress_level', { 0: field('stress_level_value'), 1: field('stress_level_time') }),
  229: message('max_met_data', { 0: field('update_time'), 2: field('vo2_max', 10) }),
  269: message('spo2_data', { 0: field('reading_spo2') }),
  275: message('sleep_level', { 0: field('sleep_level') }),
  297: message('respiration_rate', { 0: field('respiration_rate', 100) }),
  314: message('hsa_body_battery_data', { 0: field('processing_interval'), 1: field('level') }),
  346: message('sleep_assessment', { 6: field('overall_sleep_score'), 11: field('awakenings_count') }),
  370: message('hrv_status_summary', {
    0: field('weekly_average', 128),
    1: field('last_night_average', 128),
    2: field('last_night_5_min_high', 128),
    3: field('baseline_low_upper', 128),
    4: field('baseline_balanced_lower', 128),
    5: field('baseline_balanced_upper', 128),
  }),
  371: message('hrv_value', { 0: field('value', 128) }),
  398: message('skin_temp_overnight', { 1: field('average_deviation', 1), 4: field('nightly_value', 1) }),
}

/** Seconds from 1970 to 1989-12-31T00:00:00Z, where FIT begins to count. */
export const FIT_EPOCH_SECONDS = 631_065_600
/** Smaller numbers are seconds since the device was switched on. */
export const FIT_TIME_MIN = 0x10000000

export const FIT_SPORTS: Readonly<Record<number, string>> = {
  0: 'generic',
  1: 'running',
  2: 'cycling',
  3: 'transition',
  4: 'fitness_equipment',
  5: 'swimming',
  6: 'basketball',
  7: 'soccer',
  8: 'tennis',
  10: 'training',
  11: 'walking',
  12: 'cross_country_skiing',
  13: 'alpine_skiing',
  14: 'snowboarding',
  15: 'rowing',
  16: 'mountaineering',
  17: 'hiking',
  18: 'multisport',
  19: 'paddling',
  21: 'e_biking',
  25: 'golf',
  30: 'inline_skating',
  31: 'rock_climbing',
  37: 'stand_up_paddleboarding',
  41: 'kayaking',
  62: 'hiit',
}

export const FIT_MANUFACTURERS: Readonly<Record<number, string>> = {
  1: 'Garmin',
  13: 'Dynastream',
  15: 'Dynastream',
  23: 'Suunto',
  32: 'Wahoo Fitness',
  70: 'Sigma Sport',
  89: 'Tacx',
  123: 'Polar',
  132: 'Zwift',
  260: 'Zwift',
  265: 'Strava',
  294: 'COROS',
}
