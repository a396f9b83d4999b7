/** Fitbit Web API: https://dev.fitbit.com/build/reference/web-api. Series by day, nights, logs of weight. */
import type { DocumentedAnswers } from './documented-answers.ts'

export const fitbitAnswers: DocumentedAnswers = {
  steps: (day) => ({ 'activities-steps': [{ dateTime: day, value: '4711' }] }),
  floors: (day) => ({ 'activities-floors': [{ dateTime: day, value: '11' }] }),
  calories: (day) => ({ 'activities-calories': [{ dateTime: day, value: '2345' }] }),
  heart: (day) => ({
    'activities-heart': [
      {
        dateTime: day,
        value: {
          customHeartRateZones: [],
          heartRateZones: [{ caloriesOut: 979.43, max: 86, min: 30, minutes: 626, name: 'Out of Range' }],
          restingHeartRate: 73,
        },
      },
    ],
  }),
  sleep: (day) => ({
    sleep: [
      {
        ...{ dateOfSleep: day, startTime: `${day}T00:11:00.000`, endTime: `${day}T07:32:30.000` },
        ...{ duration: 26_490_000, efficiency: 95, infoCode: 0, isMainSleep: true, logId: 26_589_710_670 },
        ...{ logType: 'auto_detected', type: 'stages', timeInBed: 441, minutesAfterWakeup: 1 },
        ...{ minutesAsleep: 396, minutesAwake: 45, minutesToFallAsleep: 0 },
        levels: {
          data: [{ dateTime: `${day}T00:11:00.000`, level: 'light', seconds: 1_800 }],
          shortData: [{ dateTime: `${day}T00:20:00.000`, level: 'wake', seconds: 30 }],
          summary: {
            deep: { count: 5, minutes: 104, thirtyDayAvgMinutes: 69 },
            light: { count: 32, minutes: 205, thirtyDayAvgMinutes: 202 },
            rem: { count: 11, minutes: 75, thirtyDayAvgMinutes: 87 },
            wake: { count: 30, minutes: 78, thirtyDayAvgMinutes: 55 },
          },
        },
      },
    ],
  }),
  weight: (day) => ({
    weight: [
      {
        ...{ bmi: 23.57, date: day, fat: 14.5, logId: 1_553_067_494_000, source: 'Aria' },
        ...{ time: '07:38:14', weight: 72.5 },
      },
    ],
  }),
  hrv: (day) => ({ hrv: [{ value: { dailyRmssd: 34.938, deepRmssd: 31.567 }, dateTime: day }] }),
  spo2: (day) => [{ dateTime: day, value: { avg: 97.5, min: 94, max: 100 } }],
  breathing: (day) => ({ br: [{ value: { breathingRate: 17.8 }, dateTime: day }] }),
}
