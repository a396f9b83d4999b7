/** Polar AccessLink v3: https://www.polar.com/accesslink-api. Lists without pages. */
import type { DocumentedAnswers } from './documented-answers.ts'

const user = 'https://www.polaraccesslink.com/v3/users/1'

export const polarAnswers: DocumentedAnswers = {
  exercise: (day) => [
    {
      ...{ id: '2AC312F', upload_time: `${day}T12:00:00.000Z`, polar_user: user, device: 'Polar M400' },
      ...{ device_id: '1111AAAA', start_time: `${day}T08:40:02`, start_time_utc_offset: 180 },
      ...{ duration: 'PT2H44M', calories: 530, distance: 1_600, sport: 'OTHER', has_route: true },
      ...{ heart_rate: { average: 129, maximum: 147 }, training_load: 143.22, club_id: 999 },
      ...{ detailed_sport_info: 'WATERSPORTS_WATERSKI', fat_percentage: 60 },
      heart_rate_zones: [{ index: 1, 'lower-limit': 110, 'upper-limit': 130, 'in-zone': 'PT4S' }],
      samples: [{ 'recording-rate': 5, 'sample-type': '0', data: '0,100,102,97,97' }],
    },
  ],
  sleep: (day) => ({
    nights: [
      {
        ...{ polar_user: user, date: day, device_id: '1111AAAA', continuity: 2.1, continuity_class: 2 },
        ...{ sleep_start_time: `${day}T00:39:07+03:00`, sleep_end_time: `${day}T09:19:37+03:00` },
        ...{ light_sleep: 1_000, deep_sleep: 1_000, rem_sleep: 1_000, unrecognized_sleep_stage: 1_000 },
        ...{ sleep_score: 80, total_interruption_duration: 1_000, sleep_charge: 3, sleep_goal: 28_800 },
        ...{ sleep_rating: 3, short_interruption_duration: 500, long_interruption_duration: 300 },
        ...{ sleep_cycles: 6, group_duration_score: 100, group_solidity_score: 75 },
        hypnogram: { '00:39': 2, '00:50': 3, '01:23': 4 },
        heart_rate_samples: { '00:41': 76, '00:46': 77 },
      },
    ],
  }),
  recharge: (day) => ({
    recharges: [
      {
        ...{ polar_user: user, date: day, heart_rate_avg: 70, beat_to_beat_avg: 816 },
        ...{ heart_rate_variability_avg: 28, breathing_rate_avg: 14.1, nightly_recharge_status: 3 },
        ...{ ans_charge: -1.2, ans_charge_status: 3, hrv_samples: { '00:41': 14 } },
        breathing_samples: { '00:39': 13.6 },
      },
    ],
  }),
  activity: (day) => [
    {
      ...{ start_time: `${day}T00:00:00`, end_time: `${day}T23:59:00`, active_duration: 'PT2H44M' },
      ...{ inactive_duration: 'PT4H12M', daily_activity: 105.1, calories: 2_431, active_calories: 512 },
      ...{ steps: 8_123, inactivity_alert_count: 2, distance_from_steps: 5_890.5 },
    },
  ],
  'heart-rate': (day) => ({
    heart_rates: [
      {
        ...{ polar_user: user, date: day },
        heart_rate_samples: [{ heart_rate: 63, sample_time: '00:03:10' }],
      },
    ],
  }),
}
