/**
 * The journal of a WHOOP export: a question, a yes or a no, and a note. A complaint that was answered with yes is a
 * symptom. Of the others a yes says no amount and names no measure: they are told as unknown and kept.
 */
import type { Row } from '../csv/csv-format.ts'
import type { Emitter } from '../emitter.ts'
import { cycleOf } from './whoop-time.ts'

const COMPLAINT =
  /\b(?:sick|ill|unwell|headaches?|migraines?|nausea|nauseous|fever|cough|congest\w+|sore|pain|cramps?|bloat\w+|injur\w+|dizz\w+|allerg\w+)\b/i
const NOTE_MAX = 1000

export function readJournal(row: Row, emit: Emitter): void {
  const question = row.cell(/^Question text$/)
  const answer = row.cell(/^Answered yes$/)
  const note = row.cell(/^Notes$/).slice(0, NOTE_MAX)
  const { start, end } = cycleOf(row)
  emit.count('journal answer')
  if (Number.isNaN(start)) {
    emit.skip('journal answer', 'bad-date', row.cell(/^Cycle start time$/))
    return
  }
  if (!/^true$/i.test(answer) || !COMPLAINT.test(question)) {
    emit.unknown('journal answer', { question, answer, note, cycle: row.cell(/^Cycle start time$/) })
    return
  }
  emit.record('symptom', start, Number.isNaN(end) ? null : end, {
    resourceType: 'Observation',
    status: 'final',
    code: { text: question.slice(0, 200) },
    valueBoolean: true,
    ...(note === '' ? {} : { note: [{ text: note }] }),
  })
}
