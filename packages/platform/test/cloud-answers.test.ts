/**
 * Goal: whatever a connected vendor answers is read on the patient's device: nothing of it is lost, and nothing unknown but what
 * is named here.
 * Method: for every collection that a vendor's module fetches, the answer that the vendor documents, through the importers.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { importFile } from '@nornos/importers'
import { cloudVendors } from '@nornos/relay/connect/vendors'
import { documentedAnswers } from '../src/testing/vendors/documented/every-vendor.ts'

const DAY = '2025-03-01'

/** The metrics of each answer, in the order of their names. */
const EXPECTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  garmin: {
    dailies:
      'active_minutes distance_walk_run energy_active energy_basal floors_climbed ' +
      'heart_rate heart_rate_resting steps stress_level',
    sleeps:
      'respiratory_rate sleep_awake sleep_deep sleep_hypnogram sleep_light ' +
      'sleep_rem sleep_score sleep_total spo2',
    bodyComps: 'bmi body_fat body_water bone_mass muscle_mass weight',
    stressDetails: 'body_battery stress_level',
    hrv: 'hrv_rmssd',
    pulseox: 'spo2',
    respiration: 'respiratory_rate',
    activities: 'workout_distance workout_energy workout_heart_rate workout_session',
  },
  fitbit: {
    steps: 'steps',
    distance: 'distance_walk_run',
    floors: 'floors_climbed',
    altitude: 'elevation_gain',
    'active-zone-minutes': 'active_minutes',
    'sedentary-period': 'sedentary_time',
    'active-energy-burned': 'energy_active',
    'basal-energy-burned': 'energy_basal',
    'total-calories': 'energy_total',
    'heart-rate': 'heart_rate',
    'daily-resting-heart-rate': 'heart_rate_resting',
    'heart-rate-variability': 'hrv_lf_hf hrv_rmssd',
    'daily-heart-rate-variability': 'hrv_rmssd',
    'oxygen-saturation': 'spo2',
    'daily-oxygen-saturation': 'spo2',
    'daily-respiratory-rate': 'respiratory_rate',
    'core-body-temperature': 'body_temperature',
    'daily-sleep-temperature-derivations': 'skin_temperature skin_temperature_deviation',
    sleep:
      'sleep_awake sleep_awakenings sleep_deep sleep_hypnogram ' +
      'sleep_in_bed sleep_latency sleep_light sleep_rem sleep_total',
    exercise: 'workout_distance workout_energy workout_heart_rate workout_session',
    'swim-lengths-data': 'swim_strokes',
    'vo2-max': 'vo2_max',
    'run-vo2-max': 'vo2_max',
    'daily-vo2-max': 'vo2_max',
    weight: 'weight',
    height: 'height',
    'body-fat': 'body_fat',
    'blood-glucose': 'glucose_fingerstick',
    'hydration-log': 'water',
    'nutrition-log': 'carbohydrate dietary_energy fat_total fiber meal micronutrients protein sodium',
    'irregular-rhythm-notification': 'irregular_rhythm_event',
    electrocardiogram: 'ecg_avg_heart_rate ecg_classification ecg_waveform',
  },
  oura: {
    sleep:
      'heart_rate heart_rate_sleep_lowest hrv_rmssd respiratory_rate sleep_awake ' +
      'sleep_deep sleep_efficiency sleep_hypnogram sleep_in_bed sleep_latency ' +
      'sleep_light sleep_rem sleep_total',
    daily_sleep: 'sleep_score',
    daily_activity:
      'active_minutes distance_walk_run energy_active energy_total met ' + 'sedentary_time steps',
    daily_readiness: 'readiness_score skin_temperature_deviation',
    daily_spo2: 'sleep_breathing_disturbances spo2',
    daily_resilience: 'resilience',
    workout: 'workout_distance workout_energy workout_session',
    heartrate: 'heart_rate',
  },
  whoop: {
    cycle: 'energy_total strain_score',
    recovery: 'heart_rate_resting hrv_rmssd readiness_score skin_temperature spo2',
    sleep:
      'respiratory_rate sleep_awake sleep_awakenings sleep_deep sleep_efficiency ' +
      'sleep_hypnogram sleep_in_bed sleep_light sleep_need_debt sleep_rem ' +
      'sleep_score sleep_total sleep_unspecified',
    workout: 'training_load workout_distance workout_energy workout_heart_rate ' + 'workout_session',
  },
  withings: {
    measures:
      'body_fat body_temperature bp_diastolic bp_pulse bp_systolic height ' +
      'pulse_wave_velocity skin_temperature spo2 weight',
    activity: 'active_minutes distance_walk_run energy_active energy_total floors_climbed ' + 'steps',
    sleep:
      'respiratory_rate sleep_awake sleep_awakenings sleep_breathing_disturbances ' +
      'sleep_deep sleep_efficiency sleep_in_bed sleep_latency sleep_light ' +
      'sleep_rem sleep_score sleep_total',
    workouts: 'workout_distance workout_energy workout_heart_rate workout_session',
  },
  polar: {
    exercise: 'heart_rate workout_distance workout_energy workout_heart_rate workout_session',
    sleep:
      'heart_rate sleep_awake sleep_deep sleep_hypnogram sleep_light sleep_rem ' +
      'sleep_score sleep_unspecified',
    recharge: 'heart_rate hrv_rmssd respiratory_rate',
    activity: 'distance_walk_run energy_active energy_total steps',
    'heart-rate': 'heart_rate',
  },
  dexcom: {
    egvs: 'glucose_cgm',
    events: 'carb_entry glucose_fingerstick insulin_dose symptom workout_session',
    calibrations: 'glucose_fingerstick',
  },
}

/** What the health model has no metric for: kept as written, and said so. */
const KEPT: Readonly<Record<string, string>> = { 'time-in-heart-rate-zone': 'timeInHeartRateZone' }

async function importAnswer(answer: unknown) {
  const metrics = new Set<string>()
  const keys: string[] = []
  const result = await importFile(
    new Blob([JSON.stringify(answer)]),
    {
      series: ({ metric }) => keys.push(metric) - 1,
      sample: (series) => metrics.add(keys[series] ?? ''),
      record: ({ metric }) => metrics.add(metric),
      raw: () => undefined,
    },
    { zone: 'Europe/Stockholm' },
  )
  return { result, metrics: [...metrics] }
}

for (const { id, collections } of cloudVendors) {
  if (id === 'fhir') continue
  const answers = documentedAnswers[id]

  test(`${id}: every collection that is fetched has its documented answer, and no other`, () => {
    const fetched = collections.map((collection) => collection.id)
    assert.deepEqual(Object.keys(answers).sort(), fetched.sort())
  })

  for (const [collection, answerOf] of Object.entries(answers)) {
    const answer = answerOf(DAY)
    // An order: what was ordered comes later, as another collection.
    if (answer === null) continue
    test(`${id}: ${collection} is read`, async () => {
      const { result, metrics } = await importAnswer(answer)
      assert.ok(result.ok, 'the answer is recognised')
      const kept = KEPT[collection]
      if (kept !== undefined) {
        assert.deepEqual([result.value.unknown, metrics], [{ [kept]: 1 }, []])
        return
      }
      const { unknown, skipped, partial, samples, records } = result.value
      assert.deepEqual({ unknown, skipped, partial }, { unknown: {}, skipped: [], partial: [] })
      assert.ok(samples + records > 0, 'something comes of it')
      assert.equal(metrics.sort().join(' '), EXPECTED[id]?.[collection])
    })
  }
}
