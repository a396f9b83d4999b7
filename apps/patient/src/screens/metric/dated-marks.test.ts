/** Goal: a chart shows what may explain it, once and in order. Method: notes and medicines in and out of a stretch. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Entry, type EntryContent, EntryId, Instant, ZoneName } from '@nornos/health-model'
import { datedMarks } from './dated-marks.ts'

const day = (text: string) => Date.parse(`${text}T08:00:00Z`)
const whole = { from: day('2026-01-01'), until: day('2026-12-31') }

function entry(at: string, content: EntryContent): Entry {
  return {
    entryId: EntryId.parse(crypto.randomUUID()),
    at: Instant.parse(`${at}T08:00:00Z`),
    zone: ZoneName.parse('Europe/Oslo'),
    content,
  }
}

const note = (at: string, text: string) => entry(at, { kind: 'note', text })
const taken = (at: string, name: string) => entry(at, { kind: 'medication_taken', name, dose: '50 mg' })

test('notes stand where they were written, and a medicine where it was taken first', () => {
  const entries = [
    taken('2026-03-04', 'metoprolol '),
    note('2026-03-10', 'Dizzy in the morning'),
    taken('2026-03-03', 'Metoprolol'),
    entry('2026-03-05', { kind: 'mood', value: 0, remark: '' }),
  ]
  assert.deepEqual(datedMarks(entries, whole), [
    { at: day('2026-03-03'), kind: 'started', what: 'Metoprolol' },
    { at: day('2026-03-10'), kind: 'note', what: 'Dizzy in the morning' },
  ])
})

test('a medicine that began before the stretch does not begin in it', () => {
  const entries = [taken('2026-01-02', 'Metoprolol'), taken('2026-03-03', 'Metoprolol')]
  assert.deepEqual(datedMarks(entries, { from: day('2026-03-01'), until: day('2026-04-01') }), [])
})

test('a long note is cut between words, and of many marks the newest stay', () => {
  const [mark] = datedMarks([note('2026-03-10', `Walked\n${'far and '.repeat(20)}`)], whole)
  assert.equal(mark?.what, 'Walked far and far and far and far and …')
  const many = Array.from({ length: 20 }, (_, at) =>
    note(`2026-03-${String(at + 1).padStart(2, '0')}`, 'A note'),
  )
  assert.deepEqual(
    datedMarks(many, whole).map(({ at }) => at),
    Array.from({ length: 12 }, (_, at) => day(`2026-03-${String(at + 9).padStart(2, '0')}`)),
  )
})
