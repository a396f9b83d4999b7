/**
 * Goal: what is typed means what a person would say it means; a slip is asked about and never refused.
 * Method: a table of forms, with points and commas, both units, and what is missing; and back from content to form.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  contentOf,
  doubtOf,
  draftOf,
  type EntryDraft,
  emptyDraft,
  isExchanged,
  numberOf,
} from './entry-draft.ts'

function form(fields: Partial<EntryDraft>): EntryDraft {
  return { ...emptyDraft, ...fields }
}

test('numbers are read with a point or a comma, and nothing is guessed', () => {
  for (const [text, value] of [
    ['36.6', 36.6],
    ['36,6', 36.6],
    [' 120 ', 120],
    ['1.234.5', null],
    ['12 0', null],
    ['1e3', null],
    ['', null],
  ] as const)
    assert.equal(numberOf(text), value, text)
})

test('a form says which field is missing or no number', () => {
  assert.deepEqual(contentOf('blood_pressure', form({ systolic: '120' })), {
    ok: false,
    error: { field: 'diastolic', reason: 'missing' },
  })
  assert.deepEqual(contentOf('weight', form({ value: 'heavy', unit: 'kg' })), {
    ok: false,
    error: { field: 'value', reason: 'number' },
  })
  assert.deepEqual(contentOf('weight', form({ value: '-70', unit: 'kg' })), {
    ok: false,
    error: { field: 'value', reason: 'negative' },
  })
  assert.deepEqual(contentOf('intake', form({})), { ok: false, error: { field: 'name', reason: 'missing' } })
  assert.deepEqual(contentOf('symptom', form({ name: 'Headache' })), {
    ok: false,
    error: { field: 'severity', reason: 'missing' },
  })
})

test('what no body has is asked about, in whichever unit it was typed', () => {
  const doubts: readonly (readonly [Parameters<typeof contentOf>[0], Partial<EntryDraft>, string | null])[] =
    [
      ['blood_pressure', { systolic: '1200', diastolic: '80' }, 'bp_systolic'],
      ['blood_pressure', { systolic: '120', diastolic: '80' }, null],
      ['body_temperature', { value: '98.6', unit: 'degF' }, null],
      ['body_temperature', { value: '98.6', unit: 'Cel' }, 'body_temperature'],
      ['glucose_fingerstick', { value: '5.5', unit: 'mmol/L' }, null],
      ['glucose_fingerstick', { value: '5.5', unit: 'mg/dL' }, 'glucose_fingerstick'],
      ['intake', { caffeine: '99999' }, 'caffeine'],
    ]
  for (const [kind, fields, metric] of doubts) {
    const content = contentOf(kind, form(fields))
    assert.ok(content.ok)
    assert.equal(doubtOf(content.value)?.metric ?? null, metric, `${kind} ${JSON.stringify(fields)}`)
  }
})

test('an upper value below the lower one is noticed', () => {
  const content = contentOf('blood_pressure', form({ systolic: '80', diastolic: '120' }))
  assert.ok(content.ok && isExchanged(content.value))
})

test('an entry that is corrected stands in the form as it was typed', () => {
  for (const [kind, fields] of [
    ['blood_pressure', { systolic: '128', diastolic: '82', pulse: '61' }],
    ['glucose_fingerstick', { value: '5.5', unit: 'mmol/L' }],
    ['symptom', { name: 'Headache', severity: 'severe', remark: 'Since noon' }],
    ['mood', { mood: '-0.33', remark: '' }],
    ['medication_taken', { name: 'Ibuprofen', dose: '400 mg' }],
    ['intake', { name: 'Coffee', caffeine: '80' }],
    ['period', { flow: 'heavy' }],
    ['note', { remark: 'Moved house' }],
  ] as const) {
    const content = contentOf(kind, form(fields))
    assert.ok(content.ok)
    assert.deepEqual(draftOf(content.value), { kind, draft: form(fields) })
  }
})
