/**
 * The cases of specs/vectors/mutable-record: written to disk by write-vectors.ts and compared with it by
 * mutable-vectors.test.ts, so that the format does not change unseen.
 */
import { DeviceId } from '@nornos/health-model'
import { fromUtf8 } from '@nornos/std'
import { chooseMutable, mergeMutable, patchMutable } from '../../src/mutable/merge-mutable.ts'
import { emptyMutable, encodeMutable, type MutableRecord } from '../../src/mutable/mutable-record.ts'

const phone = DeviceId.parse('11111111-1111-4111-8111-111111111111')
const laptop = DeviceId.parse('22222222-2222-4222-8222-222222222222')

const start = patchMutable(
  emptyMutable('document', '5f0c'),
  { title: 'Blood test', tags: ['lab', 'Ærø'], pinned: true },
  { at: [1_767_225_600_000, 0], device: phone },
)
const left = patchMutable(start, { title: 'Blood test, May' }, { at: [1_767_225_700_000, 0], device: phone })
const right = patchMutable(
  start,
  { title: 'Lab results', pinned: null },
  { at: [1_767_225_700_000, 3], device: laptop },
)
const merged = mergeMutable(left, right)
const chosen = chooseMutable(merged, 'title', 'Blood test, May', {
  at: [1_767_225_800_000, 0],
  device: phone,
})

const text = (record: MutableRecord): string => fromUtf8(encodeMutable(record)) ?? ''
const altered = (from: string, to: string) => ({ expect: 'refused', payload: text(merged).replace(from, to) })

/** By file name. A merge has two copies and what comes of them; a payload is read or refused. */
export const mutableCases: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'record.json': { expect: 'ok', payload: text(start) },
  'merge-different-fields.json': {
    expect: 'ok',
    left: text(start),
    right: text(right),
    payload: text(mergeMutable(start, right)),
  },
  'merge-same-field.json': { expect: 'ok', left: text(left), right: text(right), payload: text(merged) },
  'merge-with-chosen.json': { expect: 'ok', left: text(merged), right: text(chosen), payload: text(chosen) },
  'refused-version.json': altered('"mutable":1', '"mutable":2'),
  'refused-unknown-member.json': altered('"mutable":1', '"more":0,"mutable":1'),
  'refused-spelling.json': altered('"mutable":1', '"mutable": 1'),
  'refused-unseen-write.json': altered(
    '"22222222-2222-4222-8222-222222222222":[1767225700000,3]',
    '"22222222-2222-4222-8222-222222222222":[1767225700000,2]',
  ),
  'refused-sibling-later.json': altered(
    '{"at":[1767225700000,0],"device":"11111111-1111-4111-8111-111111111111","field":"title"',
    '{"at":[1767225700000,3],"device":"22222222-2222-4222-8222-222222222222","field":"title"',
  ),
  'refused-sibling-alone.json': altered('"field":"title"', '"field":"other"'),
  'refused-topic.json': altered('"topic":"document"', '"topic":"Document"'),
  'refused-upper-case-device.json': altered(
    '"seen":{"11111111-1111-4111-8111-111111111111"',
    '"seen":{"1111111A-1111-4111-8111-111111111111":[0,0],"11111111-1111-4111-8111-111111111111"',
  ),
}
