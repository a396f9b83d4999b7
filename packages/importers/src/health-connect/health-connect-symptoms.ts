/** The symptoms of a Health Connect database, which newer versions of the platform have. */
import type { RecordContent } from '@nornos/health-model'
import type { Emitter } from '../emitter.ts'
import type { SqliteRow } from '../sqlite/sqlite-file.ts'
import { codeOf, spanOf, textOf } from './health-connect-rows.ts'

export const SYMPTOMS = 'symptom_record_table'

/** The number of a symptom is its place in the list. */
const NAMES: readonly string[] = [
  ...['Unknown', 'Abdominal pain', 'Acne', 'Back pain', 'Bloating'],
  ...['Brain fog', 'Breast tenderness', 'Brittle nails', 'Burning mouth', 'Chest pain'],
  ...['Chest tightness', 'Chills', 'Constipation', 'Cough', 'Cramps'],
  ...['Cravings', 'Dehydration', 'Diarrhea', 'Difficulty swallowing', 'Dizziness'],
  ...['Dry skin', 'Earaches', 'Fatigue', 'Fever', 'Generalized body ache'],
  ...['Hair loss', 'Headache', 'Heartburn', 'Heart palpitations', 'Hot flashes'],
  ...['Insomnia', 'Joint pain', 'Joint stiffness', 'Loss of appetite', 'Loss of consciousness'],
  ...['Lower back pain', 'Memory lapse', 'Mood change', 'Muscle pain', 'Nausea'],
  ...[
    'Night sweats',
    'Pelvic pain',
    'Rapid pounding or fluttering heartbeat',
    'Reduced capacity for exercise',
    'Runny nose',
  ],
  ...['Shortness of breath', 'Skipped heartbeat', 'Sleepiness', 'Sleep changes', 'Sneezing'],
  ...['Snore', 'Sore throat', 'Stomach ache', 'Stuffy nose', 'Unexplained weight changes'],
  ...['Vaginal dryness', 'Vaginal itchiness', 'Vomiting', 'Water retention', 'Wheezing'],
]
const SEVERITIES: readonly string[] = ['', 'Mild', 'Moderate', 'Severe']
const NOTE_MAX = 10_000

export function readSymptom(row: SqliteRow, emit: Emitter): void {
  const number = codeOf(row, 'symptom_type') ?? 0
  const name = NAMES[number]
  if (name === undefined) {
    emit.skip('symptom', 'unknown-code', String(number))
    return
  }
  const { start, end } = spanOf(row)
  const severity = SEVERITIES[codeOf(row, 'severity') ?? 0] ?? ''
  const note = textOf(row, 'notes').slice(0, NOTE_MAX)
  const content: RecordContent = {
    resourceType: 'Observation',
    status: 'final',
    code: { text: name },
    ...(severity !== '' && { valueCodeableConcept: { text: severity } }),
    ...(note !== '' && { note: [{ text: note }] }),
  }
  emit.record('symptom', start, end, content)
}
