/** What the person of the walk wrote down by hand, each with its time. */
type Written = readonly (readonly [at: number, content: unknown])[]

const dayMs = 86_400_000

/** Two weeks of blood pressure mornings and evenings, weights, moods, a medicine, notes and questionnaires. */
export function walkEntries(now: number): Written {
  const midnight = Math.floor(now / dayMs) * dayMs
  const at = (daysBack: number, hour: number) => midnight - daysBack * dayMs + hour * 3_600_000
  const days = Array.from({ length: 14 }, (_, index) => index + 1)
  return [
    ...days.flatMap(
      (day): Written => [
        [
          at(day, 6),
          { kind: 'blood_pressure', systolic: 128 + (day % 5), diastolic: 79 + (day % 4), pulse: 64 },
        ],
        [
          at(day, 19),
          { kind: 'blood_pressure', systolic: 134 + (day % 6), diastolic: 83 + (day % 3), pulse: 70 },
        ],
        [at(day, 20), { kind: 'mood', value: ((day % 5) - 2) / 2, remark: '' }],
      ],
    ),
    [at(1, 7), { kind: 'measure', metric: 'weight', value: 68.4, unit: 'kg' }],
    [at(2, 12), { kind: 'measure', metric: 'glucose_fingerstick', value: 5.8, unit: 'mmol/L' }],
    [at(3, 8), { kind: 'medication_taken', name: 'Metoprolol', dose: '50 mg' }],
    [at(3, 9), { kind: 'note', text: 'Started metoprolol' }],
    [at(4, 15), { kind: 'symptom', name: 'Headache', severity: 'mild', remark: 'After a short night' }],
    [at(5, 18), questionnaire('phq-9', [1, 1, 2, 1, 0, 0, 1, 0, 0, 1])],
    [at(33, 18), questionnaire('phq-9', [2, 2, 2, 1, 1, 1, 1, 0, 0, 1])],
    [at(5, 18), questionnaire('gad-7', [1, 0, 1, 1, 0, 1, 0])],
    [at(5, 18), questionnaire('who-5', [3, 3, 2, 3, 4])],
  ]
}

function questionnaire(id: string, answers: readonly number[]) {
  return { kind: 'questionnaire', questionnaire: id, answers, isDone: true }
}
