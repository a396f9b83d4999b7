/**
 * Code tables: what the numbers of a code-valued metric mean. A number is never given a new meaning and never
 * removed; a new code takes the next free number.
 */

const tables = {
  sleep_stage: ['in_bed', 'asleep_unspecified', 'awake', 'light', 'deep', 'rem', 'out_of_bed'],
  stand_hours: ['idle', 'stood'],
  ecg_classification: [
    'not_set',
    'sinus_rhythm',
    'atrial_fibrillation',
    'inconclusive_low_heart_rate',
    'inconclusive_high_heart_rate',
    'inconclusive_poor_reading',
    'inconclusive_other',
    'unrecognised',
  ],
  resilience: ['limited', 'adequate', 'solid', 'strong', 'exceptional'],
  tobacco_status: ['never', 'former', 'current_some_days', 'current_every_day', 'unknown'],
  menstrual_flow: ['none', 'unspecified', 'light', 'medium', 'heavy'],
  cycle_phase: ['menstrual', 'follicular', 'ovulation', 'luteal', 'unknown'],
  ovulation_test: ['negative', 'luteinising_surge', 'estrogen_surge', 'indeterminate'],
  cervical_mucus: ['dry', 'sticky', 'creamy', 'watery', 'egg_white', 'unusual'],
  pregnancy: ['not_pregnant', 'pregnant', 'test_negative', 'test_positive', 'test_indeterminate'],
  contraceptive: [
    'unspecified',
    'implant',
    'injection',
    'intrauterine_device',
    'intravaginal_ring',
    'oral',
    'patch',
  ],
} as const satisfies Record<string, readonly string[]>

export type CodeTableId = keyof typeof tables
export type CodeOf<Table extends CodeTableId> = (typeof tables)[Table][number]
export type SleepStage = CodeOf<'sleep_stage'>

/** The words of a table; the index of a word is its number. */
export function codeTable(id: CodeTableId): readonly string[] {
  return tables[id]
}

/** The number that stands for a word. */
export function codeNumber<Table extends CodeTableId>(table: Table, word: CodeOf<Table>): number {
  const words: readonly string[] = tables[table]
  return words.indexOf(word)
}

/** The word that a number stands for, or null when the table has no such number. */
export function codeWord<Table extends CodeTableId>(table: Table, code: number): CodeOf<Table> | null {
  const words: readonly CodeOf<Table>[] = tables[table]
  return words[code] ?? null
}
