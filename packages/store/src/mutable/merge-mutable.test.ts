/**
 * Goal: copies of a mutable record that went through any devices in any order merge to the same, and no value that
 * nobody decided about is ever lost.
 * Method: fast-check lets three devices change, choose and exchange copies at random; beside them a plain list of all
 * writes says which of them must still be there.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DeviceId } from '@nornos/health-model'
import { present } from '@nornos/std'
import fc from 'fast-check'
import { chooseMutable, contestedFields, isSameMutable, mergeMutable, patchMutable } from './merge-mutable.ts'
import { emptyMutable, encodeMutable, type MutableRecord, parseMutable, writesOf } from './mutable-record.ts'
import { laterMoment, type Moment, nextMoment, noMoment } from './stamp.ts'

const devices = ['a', 'b', 'c'].map((digit) =>
  DeviceId.parse(`${digit.repeat(8)}-0000-4000-8000-000000000000`),
)
const fields = ['title', 'note', 'order'] as const

type Step =
  | { readonly do: 'change'; readonly device: number; readonly field: string; readonly value: number }
  | { readonly do: 'choose'; readonly device: number; readonly field: string; readonly value: number }
  | { readonly do: 'give'; readonly device: number; readonly to: number }

const device = fc.nat(2)
const written = { device, field: fc.constantFrom(...fields), value: fc.nat(3) }
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('change' as const), ...written }),
  fc.record({ do: fc.constant('choose' as const), ...written }),
  fc.record({ do: fc.constant('give' as const), device, to: device }),
)

/** What each device has after these steps. The clock of each goes wrong in its own way. */
function play(steps: readonly Step[], clockOf: (device: number, index: number) => number): MutableRecord[] {
  const copies = devices.map(() => emptyMutable('things', 'one'))
  const last: Moment[] = devices.map(() => noMoment)
  for (const [index, one] of steps.entries()) {
    const mine = present(copies[one.device], 'a device has a copy')
    if (one.do === 'give') {
      copies[one.to] = mergeMutable(copies[one.to] ?? mine, mine)
      last[one.to] = Object.values(mine.seen).reduce(laterMoment, last[one.to] ?? noMoment)
      continue
    }
    const at = nextMoment(last[one.device] ?? noMoment, clockOf(one.device, index))
    last[one.device] = at
    const stamp = { at, device: present(devices[one.device], 'one of three devices') }
    copies[one.device] =
      one.do === 'change'
        ? patchMutable(mine, { [one.field]: one.value }, stamp)
        : chooseMutable(mine, one.field, one.value, stamp)
  }
  return copies
}

const history = fc.record({
  steps: fc.array(step, { maxLength: 40 }),
  wrong: fc.array(fc.nat(50), { minLength: 3, maxLength: 3 }),
})

function copiesOf({ steps, wrong }: { readonly steps: readonly Step[]; readonly wrong: readonly number[] }) {
  return play(steps, (index, step) => 1_700_000_000_000 + step + (wrong[index] ?? 0))
}

test('merging does not depend on order, grouping or repetition', () => {
  fc.assert(
    fc.property(history, (told) => {
      const [a, b, c] = copiesOf(told)
      if (a === undefined || b === undefined || c === undefined) return
      assert.ok(isSameMutable(mergeMutable(a, b), mergeMutable(b, a)))
      assert.ok(isSameMutable(mergeMutable(mergeMutable(a, b), c), mergeMutable(a, mergeMutable(b, c))))
      assert.ok(isSameMutable(mergeMutable(a, a), a))
      const merged = mergeMutable(a, b)
      assert.ok(isSameMutable(mergeMutable(merged, b), merged))
    }),
    { numRuns: 500 },
  )
})

test('every copy that a device can have is written and read back as the format says', () => {
  fc.assert(
    fc.property(history, (told) => {
      for (const copy of copiesOf(told)) assert.deepEqual(parseMutable(encodeMutable(copy)), copy)
    }),
    { numRuns: 200 },
  )
})

test('what a device wrote last is the value or a sibling wherever nobody who knew of it replaced it', () => {
  fc.assert(
    fc.property(history, ({ steps, wrong }) => {
      const changes = steps.filter((one) => one.do !== 'choose')
      const [a, b, c] = copiesOf({ steps: changes, wrong })
      if (a === undefined || b === undefined || c === undefined) return
      const merged = mergeMutable(mergeMutable(a, b), c)
      const kept = writesOf(merged).map(({ at, device, field }) => JSON.stringify([field, at, device]))
      for (const copy of [a, b, c]) {
        for (const write of writesOf(copy)) {
          const replaced = [a, b, c].some(
            (other) =>
              other !== copy &&
              !writesOf(other).some((one) => one.at === write.at && one.device === write.device) &&
              (other.seen[write.device]?.[0] ?? -1) >= write.at[0],
          )
          if (!replaced) assert.ok(kept.includes(JSON.stringify([write.field, write.at, write.device])))
        }
      }
    }),
    { numRuns: 300 },
  )
})

test('a person with one device is never asked', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const alone = steps.filter((one) => one.do !== 'give').map((one) => ({ ...one, device: 0 }))
      const [copy] = play(alone, (_, index) => 1_000_000 - index)
      assert.deepEqual(copy?.siblings, [])
    }),
  )
})

test('two devices that change the same field are asked once, and the choice ends it everywhere', () => {
  const [a, b] = devices
  if (a === undefined || b === undefined) return
  const start = patchMutable(
    emptyMutable('things', 'one'),
    { title: 'Start', note: 'n' },
    { at: [1, 0], device: a },
  )
  const left = patchMutable(start, { title: 'Left' }, { at: [2, 0], device: a })
  const right = patchMutable(start, { title: 'Right', note: 'other' }, { at: [2, 0], device: b })
  const merged = mergeMutable(left, right)
  assert.deepEqual(contestedFields(merged), ['title'])
  assert.equal(merged.fields['title']?.value, 'Right')
  assert.equal(merged.fields['note']?.value, 'other')
  assert.deepEqual(
    merged.siblings.map(({ value }) => value),
    ['Left'],
  )
  const chosen = chooseMutable(merged, 'title', 'Left', { at: [3, 0], device: a })
  assert.deepEqual(chosen.siblings, [])
  for (const stale of [left, right, merged]) assert.ok(isSameMutable(mergeMutable(chosen, stale), chosen))
})

test('the same value from two devices is kept twice and asked about never', () => {
  const [a, b] = devices
  if (a === undefined || b === undefined) return
  const empty = emptyMutable('things', 'one')
  const merged = mergeMutable(
    patchMutable(empty, { title: 'Same' }, { at: [2, 0], device: a }),
    patchMutable(empty, { title: 'Same' }, { at: [2, 0], device: b }),
  )
  assert.equal(merged.siblings.length, 1)
  assert.deepEqual(contestedFields(merged), [])
})
