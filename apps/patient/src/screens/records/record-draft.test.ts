/** Goal: a record by hand holds what was typed and nothing else. Method: each kind, with and without a detail. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LocalDay, RecordContent } from '@nornos/health-model'
import { handKinds, recordOfDraft } from './record-draft.ts'

const day = LocalDay.parse('2026-02-03')

test('every kind is a record that the vault takes, with its words and its day', () => {
  for (const kind of handKinds) {
    for (const detail of ['', 'since the winter']) {
      const content = RecordContent.parse(recordOfDraft({ kind, name: 'Something', detail, day }))
      const text = JSON.stringify(content)
      assert.ok(text.includes('Something') && text.includes('2026-02-03'), kind)
      assert.equal(text.includes('since the winter'), detail !== '', kind)
    }
  }
})

test('an empty detail leaves nothing behind', () => {
  assert.deepEqual(recordOfDraft({ kind: 'conditions', name: 'Asthma', detail: '', day }), {
    resourceType: 'Condition',
    code: { text: 'Asthma' },
    onsetDateTime: '2026-02-03',
  })
})

test('the detail of a medicine is its dose, that of a vaccine its lot, that of a visit its place', () => {
  const of = (kind: (typeof handKinds)[number]) =>
    JSON.stringify(recordOfDraft({ kind, name: 'x', detail: 'y', day }))
  assert.ok(of('medications').includes('"dosage":[{"text":"y"}]'))
  assert.ok(of('immunizations').includes('"lotNumber":"y"'))
  assert.ok(of('encounters').includes('"serviceProvider":{"display":"y"}'))
})
