/**
 * Goal: what a person writes down becomes exactly the readings and records that they meant, and devices that change
 * entries at once come to the same, losing none.
 * Method: one entry of every kind through its projection and the schema of records; changes in any order by property.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DeviceId } from '../ids.ts'
import { Instant } from '../instant.ts'
import { HealthRecord } from '../record/health-record.ts'
import { Entry, type EntryContent, EntryId } from './entry.ts'
import { compactChanges, type EntryChange, nextStamp, stateOfChanges } from './entry-changes.ts'
import { projectEntry } from './project-entry.ts'

const at = Instant.parse('2025-03-30T00:30:00Z')
const idOf = (digit: number) => EntryId.parse(`00000000-0000-4000-8000-00000000000${digit}`)
const deviceOf = (digit: number) => DeviceId.parse(`0000000a-0000-4000-8000-00000000000${digit}`)

function entryOf(content: EntryContent): Entry {
  return Entry.parse({ entryId: idOf(1), at, zone: 'Europe/Oslo', content })
}

function samplesOf(content: EntryContent) {
  return projectEntry(entryOf(content)).samples.map(({ metric, unit, value }) => [metric, value, unit])
}

test('a number that was typed in is the reading, in the unit in which it was typed', () => {
  assert.deepEqual(samplesOf({ kind: 'blood_pressure', systolic: 128, diastolic: 82, pulse: 61 }), [
    ['bp_systolic', 128, 'mm[Hg]'],
    ['bp_diastolic', 82, 'mm[Hg]'],
    ['bp_pulse', 61, '/min'],
  ])
  assert.deepEqual(
    samplesOf({ kind: 'measure', metric: 'glucose_fingerstick', value: 5.5, unit: 'mmol/L' }),
    [['glucose_fingerstick', 5.5, 'mmol/L']],
  )
  assert.deepEqual(
    samplesOf({ kind: 'intake', name: 'Coffee', amounts: [{ metric: 'caffeine', value: 80 }] }),
    [['caffeine', 80, 'mg']],
  )
  assert.deepEqual(samplesOf({ kind: 'period', flow: 3 }), [['menstrual_flow', 3, '1']])
  assert.deepEqual(samplesOf({ kind: 'mood', value: -0.5, remark: '' }), [['mood', -0.5, '1']])
})

test('what is no number becomes a record that its readers accept', () => {
  const contents: readonly (readonly [EntryContent, string])[] = [
    [{ kind: 'symptom', name: 'Headache', severity: 'severe', remark: 'Since noon' }, 'symptom'],
    [{ kind: 'medication_taken', name: 'Ibuprofen', dose: '400 mg' }, 'medication_taken'],
    [{ kind: 'intake', name: 'Soup', amounts: [] }, 'meal'],
    [{ kind: 'questionnaire', questionnaire: 'gad-7', answers: [1, 1, 1, 1, 1, 1, 1], isDone: true }, 'gad7'],
    [
      {
        kind: 'record',
        metric: 'allergies',
        content: { resourceType: 'AllergyIntolerance', code: { text: 'Penicillin' } },
      },
      'allergies',
    ],
  ]
  for (const [content, metric] of contents) {
    const record = HealthRecord.parse(projectEntry(entryOf(content)).record)
    assert.equal(record.metric, metric)
    assert.equal(record.recordId, idOf(1))
  }
})

test('a note, a rejected proposal, a stay and an unfinished questionnaire are nobody’s readings', () => {
  const document = { sha256: 'a'.repeat(43), fileName: 'lab.pdf', page: 1, line: 0 }
  for (const content of [
    { kind: 'note', text: 'Moved house' },
    { kind: 'rejected', document },
    { kind: 'stay', until: null },
    { kind: 'questionnaire', questionnaire: 'phq-9', answers: [1, null], isDone: false },
    { kind: 'questionnaire', questionnaire: 'phq-9', answers: [1, null], isDone: true },
  ] as const) {
    assert.deepEqual(projectEntry(entryOf({ ...content } as EntryContent)), { samples: [], record: null })
  }
})

const change: fc.Arbitrary<readonly [number, EntryChange]> = fc
  .record({
    device: fc.integer({ min: 1, max: 3 }),
    id: fc.integer({ min: 1, max: 4 }),
    stamp: fc.integer({ min: 0, max: 6 }),
    text: fc.option(fc.constantFrom('a', 'b')),
  })
  .map(({ device, id, stamp, text }) => {
    const entryId = idOf(id)
    const entry =
      text === null ? null : Entry.parse({ entryId, at, zone: '', content: { kind: 'note', text } })
    return [device, { entryId, stamp: stamp * 3 + device, entry }]
  })

function listsOf(changes: readonly (readonly [number, EntryChange])[]) {
  return [1, 2, 3].map((digit) => ({
    device: deviceOf(digit),
    changes: changes.filter(([device]) => device === digit).map(([, one]) => one),
  }))
}

test('whatever order changes arrive in, every device sees the same, and no entry is lost to another', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
      const lists = listsOf(changes)
      const state = stateOfChanges(lists)
      assert.equal(state.size, new Set(changes.map(([, { entryId }]) => entryId)).size)
      const stamps = [...state.values()].map(({ stamp }) => stamp)
      assert.ok(stamps.every((stamp) => stamp < nextStamp(state, 0)))
      const compacted = lists.map(({ changes: own, device }) => ({
        device,
        changes: compactChanges(device, own, state),
      }))
      const again = stateOfChanges(compacted.toReversed())
      const order = (left: readonly [string, unknown], right: readonly [string, unknown]) =>
        left[0] < right[0] ? -1 : 1
      const stampsOf = (map: typeof state) =>
        [...map].map(([id, { device, stamp }]) => [id, device, stamp]).sort(order as never)
      assert.deepEqual(stampsOf(again), stampsOf(state))
    }),
  )
})

test('the words of an entry that was deleted on one device are gone from the list of the other', () => {
  const written = { entryId: idOf(1), stamp: 5, entry: entryOf({ kind: 'note', text: 'Secret' }) }
  const deleted = { entryId: idOf(1), stamp: 6, entry: null }
  const state = stateOfChanges([
    { device: deviceOf(1), changes: [written] },
    { device: deviceOf(2), changes: [deleted] },
  ])
  assert.equal(state.get(idOf(1))?.entry, null)
  assert.deepEqual(compactChanges(deviceOf(1), [written], state), [])
  assert.deepEqual(compactChanges(deviceOf(2), [deleted], state), [deleted])
})
