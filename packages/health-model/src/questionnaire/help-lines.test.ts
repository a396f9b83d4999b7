/** Goal: a person in need reads a number that answers where they are, or none. Method: locales with and without a line. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { helpLineOf } from './help-lines.ts'

test('the region of the locale chooses the line, not its language', () => {
  assert.deepEqual(
    ['en-US', 'es-US', 'fr-CA', 'en-GB', 'en-IE', 'nb-NO', 'fr-FR'].map(
      (locale) => helpLineOf(locale)?.number,
    ),
    ['988', '988', '988', '116 123', '116 123', '116 123', '3114'],
  )
})

test('no number is guessed where none is known', () => {
  for (const locale of ['en', 'pt-BR', 'de-DE', 'not a locale', '']) assert.equal(helpLineOf(locale), null)
})

test('each line says who publishes it', () => {
  for (const locale of ['en-US', 'en-CA', 'en-GB', 'nb-NO', 'fr-FR'])
    assert.match(helpLineOf(locale)?.site ?? '', /^[a-z0-9]+\.[a-z]+$/)
})
