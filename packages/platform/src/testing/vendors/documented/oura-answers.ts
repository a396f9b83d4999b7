/** Oura API v2: https://cloud.ouraring.com/v2/docs. Every list is a page. */
import type { DocumentedAnswers } from './documented-answers.ts'

const page = (document: object) => ({ data: [document], next_token: null })

export const ouraAnswers: DocumentedAnswers = {
  sleep: (day) =>
    page({
      ...{ id: 'sleep-1', day, type: 'long_sleep', period: 0, efficiency: 84, latency: 540 },
      ...{ bedtime_start: `${day}T00:12:07+01:00`, bedtime_end: `${day}T07:36:07+01:00` },
      ...{ time_in_bed: 26_640, total_sleep_duration: 22_380, awake_time: 4_260 },
      ...{ deep_sleep_duration: 3_660, light_sleep_duration: 13_080, rem_sleep_duration: 5_640 },
      ...{ average_breath: 12.625, average_heart_rate: 54.25, average_hrv: 48, lowest_heart_rate: 47 },
      heart_rate: { interval: 300, items: [null, 55, 54], timestamp: `${day}T00:12:00+01:00` },
      hrv: { interval: 300, items: [null, 47, 49], timestamp: `${day}T00:12:00+01:00` },
      readiness: { score: 77, temperature_deviation: -0.2, contributors: { hrv_balance: 80 } },
      ...{ sleep_phase_5_min: '442211331', movement_30_sec: '1143222', restless_periods: 200 },
      ...{ low_battery_alert: false, readiness_score_delta: 0, sleep_score_delta: 0 },
    }),
  daily_sleep: (day) =>
    page({
      ...{ id: 'daily-sleep-1', day, score: 81, timestamp: `${day}T00:00:00+01:00` },
      contributors: {
        ...{ deep_sleep: 90, efficiency: 88, latency: 75, rem_sleep: 70 },
        ...{ restfulness: 70, timing: 80, total_sleep: 85 },
      },
    }),
  daily_activity: (day) =>
    page({
      ...{ id: 'activity-1', day, class_5_min: '1112211', score: 82, timestamp: `${day}T04:00:00+01:00` },
      ...{ active_calories: 1_222, total_calories: 3_446, average_met_minutes: 1.9, steps: 18_430 },
      ...{ equivalent_walking_distance: 20_122, meters_to_target: -16_200, inactivity_alerts: 0 },
      ...{ high_activity_met_minutes: 444, high_activity_time: 3_000, low_activity_met_minutes: 117 },
      ...{ low_activity_time: 10_020, medium_activity_met_minutes: 391, medium_activity_time: 6_060 },
      ...{ non_wear_time: 27_480, resting_time: 18_840, sedentary_time: 21_000, target_calories: 350 },
      met: { interval: 60, items: [0.1, 0.9, 1.3], timestamp: `${day}T04:00:00+01:00` },
      contributors: { meet_daily_targets: 43, move_every_hour: 100, stay_active: 98 },
    }),
  daily_readiness: (day) =>
    page({
      ...{ id: 'readiness-1', day, score: 66, timestamp: `${day}T00:00:00+01:00` },
      ...{ temperature_deviation: -0.2, temperature_trend_deviation: 0.1 },
      contributors: { activity_balance: 56, body_temperature: 98, hrv_balance: 75, sleep_balance: 71 },
    }),
  daily_spo2: (day) =>
    page({ id: 'spo2-1', day, spo2_percentage: { average: 97.5 }, breathing_disturbance_index: 4 }),
  daily_resilience: (day) =>
    page({
      ...{ id: 'resilience-1', day, level: 'solid' },
      contributors: { sleep_recovery: 61.2, daytime_recovery: 54.3, stress: 77 },
    }),
  workout: (day) =>
    page({
      ...{
        id: 'workout-1',
        day,
        activity: 'cycling',
        calories: 300,
        distance: 13_500.5,
        intensity: 'moderate',
      },
      ...{ label: null, source: 'manual' },
      ...{ start_datetime: `${day}T08:33:00+01:00`, end_datetime: `${day}T09:33:00+01:00` },
    }),
  heartrate: (day) => page({ bpm: 60, source: 'sleep', timestamp: `${day}T01:02:03+00:00` }),
}
