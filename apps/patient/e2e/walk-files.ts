/** What the person of the walk brings in: one file for each screen of Health and Records. All of it is made up. */
import { demoExport } from '@nornos/platform/testing'

const dayMs = 86_400_000
const minuteMs = 60_000

/** Four months of readings, a sensor, an ECG, a route, a hearing test, results of a laboratory and what a clinic wrote. */
export function walkFiles(now: number): readonly File[] {
  const lastDay = Math.floor(now / dayMs) - 1
  const noon = lastDay * dayMs + 12 * 60 * minuteMs
  return [
    demoExport({ seed: 31, firstDay: lastDay - 119, days: 120, zone: 'Europe/Oslo' }),
    new File([hearingTest(noon - 30 * dayMs)], 'hearing.xml'),
    new File([sensorTable(lastDay, 14)], 'clarity.csv'),
    new File([ecgTable(noon)], 'ecg.csv'),
    new File([route(noon - dayMs)], 'route.gpx'),
    new File([clinicBundle(noon)], 'clinic.json'),
  ]
}

const stamp = (at: number) => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} +0000`

function hearingTest(at: number): string {
  const tones = [250, 500, 1_000, 2_000, 4_000, 8_000].map(
    (hertz, place) =>
      `<SensitivityPoint frequencyValue="${hertz}" frequencyUnit="Hz" leftEarValue="${10 + place * 4}" leftEarUnit="dBHL" rightEarValue="${5 + place * 5}" rightEarUnit="dBHL"/>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n<HealthData locale="en_GB">\n<Audiogram type="HKDataTypeIdentifierAudiogram" sourceName="Hearing" startDate="${stamp(at)}" endDate="${stamp(at)}">${tones.join('')}</Audiogram>\n</HealthData>\n`
}

/** A sensor's value every five minutes: a rise after each of three meals. */
function sensorTable(lastDay: number, days: number): string {
  const head =
    'Index,Timestamp (YYYY-MM-DDThh:mm:ss),Event Type,Event Subtype,Patient Info,Device Info,Source Device ID,Glucose Value (mg/dL),Insulin Value (u),Carb Value (grams)'
  const rows = Array.from({ length: days * 288 }, (_, index) => {
    const at = (lastDay - days + 1) * dayMs + index * 5 * minuteMs
    const hour = (index % 288) / 12
    const meals = [7.5, 12.5, 18.5].map((meal) => 70 * Math.exp(-(((hour - meal - 1) / 1.1) ** 2)))
    const value = 105 + meals.reduce((sum, rise) => sum + rise, 0) + 18 * Math.sin(index / 29)
    return `${index},${new Date(at).toISOString().slice(0, 19)},EGV,,,,sensor,${Math.round(value)},,`
  })
  return [head, ...rows, ''].join('\n')
}

/** Thirty seconds of a heart of 72 beats a minute. */
function ecgTable(at: number): string {
  const beat = (phase: number) =>
    120 * bump(phase, 0.18, 0.025) -
    140 * bump(phase, 0.27, 0.008) +
    1_150 * bump(phase, 0.29, 0.009) -
    260 * bump(phase, 0.31, 0.009) +
    290 * bump(phase, 0.52, 0.045)
  const lines = Array.from({ length: 512 * 30 }, (_, index) => beat(((index / 512) * 1.2) % 1).toFixed(1))
  const head = [
    'Name,Astrid',
    `Recorded Date,${stamp(at)}`,
    'Classification,Sinus Rhythm',
    'Software Version,1.9',
    'Device,"Watch6,1"',
    'Sample Rate,512 hertz',
    '',
    '',
    'Lead,Lead I',
    'Unit,µV',
    '',
  ]
  return [...head, ...lines, ''].join('\n')
}

function bump(phase: number, middle: number, width: number): number {
  return Math.exp(-(((phase - middle) / width) ** 2))
}

/** Half an hour around a lake. */
function route(start: number): string {
  const points = Array.from({ length: 180 }, (_, index) => {
    const turn = (index / 180) * 2 * Math.PI
    const [lat, lon] = [59.95 + 0.008 * Math.sin(turn), 10.78 + 0.014 * Math.cos(turn)]
    const time = new Date(start + index * 10_000).toISOString()
    return `<trkpt lat="${lat.toFixed(6)}" lon="${lon.toFixed(6)}"><ele>${(140 + 25 * Math.sin(2 * turn)).toFixed(1)}</ele><time>${time}</time></trkpt>`
  })
  return `<?xml version="1.0"?><gpx version="1.1"><trk><trkseg>${points.join('')}</trkseg></trk></gpx>`
}

const loinc = (code: string, display: string) => ({
  coding: [{ system: 'http://loinc.org', code, display }],
  text: display,
})
const laboratory = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }],
}

const tests = [
  { code: '4548-4', name: 'HbA1c', unit: '%', values: [5.9, 5.7, 5.6, 5.5], low: 4, high: 5.7 },
  { code: '13457-7', name: 'LDL cholesterol', unit: 'mmol/L', values: [4.1, 3.8, 3.2, 2.9], low: 0, high: 3 },
  { code: '718-7', name: 'Hemoglobin', unit: 'g/L', values: [128, 131, 134, 133], low: 117, high: 153 },
  { code: '2276-4', name: 'Ferritin', unit: 'ug/L', values: [14, 22, 38, 41], low: 18, high: 240 },
]

function clinicBundle(now: number): string {
  const results = tests.flatMap((test) =>
    test.values.map((value, index) => ({
      resourceType: 'Observation',
      status: 'final',
      category: [laboratory],
      code: loinc(test.code, test.name),
      effectiveDateTime: new Date(now - (3 - index) * 120 * dayMs).toISOString(),
      valueQuantity: { value, unit: test.unit, system: 'http://unitsofmeasure.org', code: test.unit },
      referenceRange: [
        { low: { value: test.low, unit: test.unit }, high: { value: test.high, unit: test.unit } },
      ],
    })),
  )
  const written = [
    { resourceType: 'Condition', code: { text: 'Hypertension' }, onsetDateTime: '2021-02-03' },
    { resourceType: 'AllergyIntolerance', code: { text: 'Penicillin' }, criticality: 'high' },
    {
      resourceType: 'MedicationRequest',
      status: 'active',
      intent: 'order',
      medicationCodeableConcept: { text: 'Metoprolol 50 mg' },
      authoredOn: new Date(now - 40 * dayMs).toISOString(),
    },
    {
      resourceType: 'Immunization',
      status: 'completed',
      vaccineCode: { text: 'Influenza' },
      occurrenceDateTime: new Date(now - 50 * dayMs).toISOString(),
    },
  ]
  const entry = [...results, ...written].map((resource) => ({ resource }))
  return JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry })
}
