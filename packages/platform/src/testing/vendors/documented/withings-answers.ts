/** Withings public API: https://developer.withings.com/api-reference. Every answer is wrapped, with its status. */
import type { DocumentedAnswers } from './documented-answers.ts'

const answer = (body: object) => ({ status: 0, body })
const secondsAt = (day: string, time: string) => Date.parse(`${day}T${time}Z`) / 1_000

/** Type, value and exponent: weight, height, fat, both pressures, a pulse, oxygen, two temperatures, pulse wave. */
const MEASURES = [
  [1, 72_500, -3],
  [4, 181, -2],
  [6, 1_850, -2],
  [9, 70, 0],
  [10, 118, 0],
  [11, 64, 0],
  [54, 97, 0],
  [71, 36_700, -3],
  [73, 33_600, -3],
  [91, 7_310, -3],
] as const

export const withingsAnswers: DocumentedAnswers = {
  measures: (day) =>
    answer({
      ...{ updatetime: secondsAt(day, '09:00:00'), timezone: 'Europe/Paris', more: 0, offset: 0 },
      measuregrps: [
        {
          ...{ grpid: 12, attrib: 0, category: 1, date: secondsAt(day, '07:00:00') },
          ...{ created: secondsAt(day, '07:00:00'), modified: secondsAt(day, '07:00:00') },
          ...{ deviceid: '892359', hash_deviceid: '892359', comment: '' },
          measures: MEASURES.map(([type, value, unit]) => ({ value, type, unit, algo: 0, fm: 131 })),
        },
      ],
    }),
  activity: (day) =>
    answer({
      ...{ more: false, offset: 0 },
      activities: [
        {
          ...{ date: day, timezone: 'Europe/Paris', deviceid: null, hash_deviceid: null, brand: 18 },
          ...{ is_tracker: true, steps: 8_123, distance: 6_021.5, elevation: 12, soft: 3_600 },
          ...{ moderate: 1_200, intense: 300, active: 1_500, calories: 412.5, totalcalories: 2_301.2 },
          modified: secondsAt(day, '22:00:00'),
        },
      ],
    }),
  sleep: (day) =>
    answer({
      ...{ more: false, offset: 0 },
      series: [
        {
          ...{ id: 1, timezone: 'Europe/Paris', model: 32, model_id: 63, hash_deviceid: 'a1', date: day },
          ...{ startdate: secondsAt(day, '00:00:00'), enddate: secondsAt(day, '07:00:00') },
          ...{ created: secondsAt(day, '07:10:00'), modified: secondsAt(day, '07:10:00') },
          data: {
            ...{ total_sleep_time: 22_800, total_timeinbed: 25_200, deepsleepduration: 5_400 },
            ...{ lightsleepduration: 12_600, remsleepduration: 4_800, wakeupduration: 1_200 },
            ...{ sleep_latency: 600, sleep_efficiency: 0.9, wakeupcount: 2, sleep_score: 82 },
            ...{ apnea_hypopnea_index: 3, rr_average: 14 },
          },
        },
      ],
    }),
  workouts: (day) =>
    answer({
      ...{ more: false, offset: 0 },
      series: [
        {
          ...{ id: 2, category: 2, timezone: 'Europe/Paris', model: 32, attrib: 7, date: day },
          ...{ startdate: secondsAt(day, '16:00:00'), enddate: secondsAt(day, '16:50:00') },
          ...{ deviceid: 'a1', modified: secondsAt(day, '17:00:00') },
          data: { calories: 412, distance: 8_000, elevation: 40, hr_average: 148, manual_calories: 0 },
        },
      ],
    }),
}
