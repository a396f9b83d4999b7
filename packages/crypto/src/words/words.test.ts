/** Goal: words are drawn evenly and typed forgivingly. Method: round trips, near misses, and the list itself. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { effLargeWordlist } from './eff-large-wordlist.ts'
import { checkKitWords, kitEntropyToWords, makeKitEntropy } from './kit.ts'
import { checkSixWords, makeSixWords, sixWordsToPassword } from './six-words.ts'

test('the list is the EFF large list, word for word', () => {
  const digest = createHash('sha256')
    .update(`${effLargeWordlist.join('\n')}\n`)
    .digest('hex')
  assert.equal(digest, '6d557f0693958fb5e650b68b5bee585eb82cf4da32965505c789e924743bc522')
  assert.equal(new Set(effLargeWordlist).size, 7776)
})

test('generated words are accepted however they are typed', async () => {
  for (let round = 0; round < 50; round++) {
    const words = await makeSixWords()
    for (const typed of [
      words.join(' '),
      `  ${words.join('\n').toUpperCase()} `,
      words.join(', '),
      words.map((word, index) => `${index + 1}. ${word}`).join('\n'),
    ]) {
      const checked = await checkSixWords(typed)
      assert.deepEqual(checked, { ok: true, value: words })
    }
  }
})

test('the first unknown word is named with its position', async () => {
  const checked = await checkSixWords('abacus zoom abdomen Abacuss zoom nothere')
  assert.deepEqual(checked, { ok: false, error: { type: 'unknown-word', position: 4, word: 'abacuss' } })
})

test('five words are too few and seven too many', async () => {
  for (const actual of [0, 5, 7]) {
    const checked = await checkSixWords(Array.from({ length: actual }, () => 'abacus').join(' '))
    assert.deepEqual(checked, { ok: false, error: { type: 'word-count', expected: 6, actual } })
  }
})

test('a kit comes back from its words, and a swapped pair does not', async () => {
  const entropy = makeKitEntropy()
  const words = await kitEntropyToWords(entropy)
  assert.equal(words.length, 24)
  assert.deepEqual(await checkKitWords(words.join(' ')), { ok: true, value: entropy })
  const zeros = await kitEntropyToWords(new Uint8Array(32))
  assert.equal(zeros.join(' '), `${'abandon '.repeat(23)}art`)
  const swapped = ['art', ...zeros.slice(0, 23)].join(' ')
  assert.deepEqual(await checkKitWords(swapped), { ok: false, error: { type: 'checksum' } })
})

test('the six words of a vault are no kit', async () => {
  const checked = await checkKitWords((await makeSixWords()).join(' '))
  assert.equal(checked.ok, false)
})

test('words are used with single spaces, whatever was typed', async () => {
  const checked = await checkSixWords('Abacus,ZOOM\nyo-yo  drop-down;t-shirt felt-tip')
  assert.ok(checked.ok)
  assert.equal(
    new TextDecoder().decode(sixWordsToPassword(checked.value)),
    'abacus zoom yo-yo drop-down t-shirt felt-tip',
  )
})
