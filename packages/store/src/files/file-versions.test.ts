/**
 * Goal: whatever is marked, no file is lost from sight: each is in use or an earlier version of one that is, and the
 * newest word decides which. Method: marks by table, and random ones.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { FileShelf } from './file-shelf.ts'
import { fileVersions } from './file-versions.ts'

interface Replacing {
  readonly newer: string
  readonly older: string
  readonly at: number
}

test('a version that is replaced twice has two before it', () => {
  assert.deepEqual(chains(['a', 'b', 'c'], [says('b', 'a', 1), says('c', 'b', 2)]), ['c b a'])
})

test('who goes back to the first version has it in use, and the others as earlier ones', () => {
  const marks = [says('b', 'a', 1), says('c', 'b', 2), says('a', 'c', 3)]
  assert.deepEqual(chains(['a', 'b', 'c'], marks), ['a c b'])
})

test('the same bytes given as a new version of themselves stay in use', () => {
  assert.deepEqual(chains(['a'], [says('a', 'a', 1)]), ['a'])
})

test('of two files that replace one the later has it as its earlier version; the other stands alone', () => {
  assert.deepEqual(chains(['a', 'b', 'c'], [says('b', 'a', 1), says('c', 'a', 2)]), ['b', 'c a'])
})

test('a mark about a file that is not there changes nothing', () => {
  assert.deepEqual(chains(['a'], [says('a', 'gone', 1), says('gone', 'a', 2)]), ['a'])
})

test('every file is met exactly once, in any order of the files', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e')
  const mark = fc.record({ newer: id, older: id, at: fc.nat(6) })
  const marks = fc.uniqueArray(mark, { selector: ({ newer }) => newer })
  fc.assert(
    fc.property(marks, (said) => {
      const found = chains(['a', 'b', 'c', 'd', 'e'], said)
      assert.deepEqual(found.flatMap((chain) => chain.split(' ')).toSorted(), ['a', 'b', 'c', 'd', 'e'])
      assert.deepEqual(chains(['e', 'd', 'c', 'b', 'a'], said.toReversed()), found)
    }),
  )
})

function says(newer: string, older: string, at: number): Replacing {
  return { newer, older, at }
}

/** What is in use, each with its earlier versions behind it. */
function chains(ids: readonly string[], marks: readonly Replacing[]): string[] {
  const files = ids.map((fileId) => ({ fileId }))
  const shelf: Pick<FileShelf, 'mark'> = {
    mark(file, field) {
      const found = marks.find(({ newer }) => newer === file)
      return found === undefined ? null : { file, field, value: found.older, at: found.at, device: 'd' }
    },
  }
  const versions = fileVersions(shelf, files)
  return ids
    .filter((id) => versions.replacedAt(id) === null)
    .map((id) => {
      const chain: string[] = []
      for (let at: string | null = id; at !== null; at = versions.before(at)) chain.push(at)
      return chain.join(' ')
    })
    .toSorted()
}
