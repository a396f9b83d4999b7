/** WHOOP API v2: https://developer.whoop.com/api. Every list is a page of records. */
import type { DocumentedAnswers } from './documented-answers.ts'

const page = (record: object) => ({ records: [record], next_token: null })

function scored(day: string) {
  return {
    ...{ user_id: 10_129, created_at: `${day}T11:25:44.774Z`, updated_at: `${day}T14:25:44.774Z` },
    ...{ start: `${day}T02:25:44.774Z`, end: `${day}T10:25:44.774Z`, timezone_offset: '-05:00' },
    score_state: 'SCORED',
  }
}

export const whoopAnswers: DocumentedAnswers = {
  cycle: (day) =>
    page({
      ...{ id: 93_845, ...scored(day) },
      score: { strain: 5.2951527, kilojoule: 8_288.297, average_heart_rate: 68, max_heart_rate: 141 },
    }),
  recovery: (day) => {
    const { user_id, created_at, updated_at, score_state } = scored(day)
    return page({
      ...{ cycle_id: 93_845, sleep_id: '123e4567-e89b-12d3-a456-426614174000' },
      ...{ user_id, created_at, updated_at, score_state },
      score: {
        ...{ user_calibrating: false, recovery_score: 44, resting_heart_rate: 64 },
        ...{ hrv_rmssd_milli: 31.813562, spo2_percentage: 95.6875, skin_temp_celsius: 33.7 },
      },
    })
  },
  sleep: (day) =>
    page({
      ...{ id: 'ecfc6a15-4661-442f-a9a4-f160dd7afae8', cycle_id: 93_845, v1_id: 93_845, nap: false },
      ...scored(day),
      score: {
        stage_summary: {
          ...{ total_in_bed_time_milli: 30_272_735, total_awake_time_milli: 1_403_507 },
          ...{ total_no_data_time_milli: 0, total_light_sleep_time_milli: 14_905_851 },
          ...{ total_slow_wave_sleep_time_milli: 6_630_370, total_rem_sleep_time_milli: 5_879_573 },
          ...{ sleep_cycle_count: 3, disturbance_count: 12 },
        },
        sleep_needed: { baseline_milli: 27_395_716, need_from_sleep_debt_milli: 352_230 },
        ...{ respiratory_rate: 16.11328125, sleep_performance_percentage: 98 },
        ...{ sleep_consistency_percentage: 90, sleep_efficiency_percentage: 91.69533848 },
      },
    }),
  workout: (day) =>
    page({
      ...{ id: 'ecfc6a15-4661-442f-a9a4-f160dd7afae9', v1_id: 1_043, sport_name: 'running', sport_id: 0 },
      ...scored(day),
      score: {
        ...{ strain: 8.2463, average_heart_rate: 123, max_heart_rate: 146, kilojoule: 1_569.34 },
        ...{ percent_recorded: 100, distance_meter: 1_772.77, altitude_gain_meter: 46.64 },
        zone_durations: { zone_zero_milli: 300_000, zone_one_milli: 600_000 },
      },
    }),
}
