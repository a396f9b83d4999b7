/** Dexcom API v3: https://developer.dexcom.com/docs. Records of one type, with the time of the system and of the display. */
import type { DocumentedAnswers } from './documented-answers.ts'

const answer = (recordType: string, ...records: object[]) => ({
  ...{ recordType, recordVersion: '3.0', userId: 'd0e1f2', records },
})

function stamp(day: string, time: string) {
  return {
    ...{ recordId: `record-${time}`, systemTime: `${day}T${time}Z`, displayTime: `${day}T${time}-08:00` },
    ...{ transmitterId: 'a1b2', transmitterTicks: 13_500, transmitterGeneration: 'g6', displayDevice: 'iOS' },
  }
}

const event = (day: string, time: string, eventType: string, eventSubType: string | null, value: string) => ({
  ...{ ...stamp(day, time), eventStatus: 'created', eventType, eventSubType, value },
})

export const dexcomAnswers: DocumentedAnswers = {
  egvs: (day) =>
    answer('egv', {
      ...{ ...stamp(day, '05:00:00'), value: 120, unit: 'mg/dL', rateUnit: 'mg/dL/min' },
      ...{ status: null, trend: 'flat', trendRate: 0.4 },
    }),
  events: (day) =>
    answer(
      'event',
      { ...event(day, '07:00:00', 'carbs', null, '45'), unit: 'grams' },
      { ...event(day, '07:05:00', 'insulin', 'fastActing', '3.5'), unit: 'units' },
      { ...event(day, '08:00:00', 'exercise', 'light', '30'), unit: 'minutes' },
      { ...event(day, '09:00:00', 'bloodGlucose', null, '118'), unit: 'mg/dL' },
      { ...event(day, '10:00:00', 'health', 'lowSymptoms', ''), unit: null },
    ),
  calibrations: (day) => answer('calibration', { ...stamp(day, '06:00:00'), value: 92, unit: 'mg/dL' }),
}
