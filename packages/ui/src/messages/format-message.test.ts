/** Goal: messages say what ICU says, and one that is not understood is refused. Method: small messages, by hand. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { uiMessages } from './en.ts'
import { formatMessage, type MessageValues } from './format-message.ts'

const options = {
  locale: 'en',
  formatters: {
    getNumberFormat: (locale: string) => new Intl.NumberFormat(locale),
    getPluralRules: (locale: string) => new Intl.PluralRules(locale),
  },
}

function format(message: unknown, values?: MessageValues): string {
  return formatMessage('key', message, values, options)
}

test('plain words stay as they are, and a name is replaced by its value', () => {
  assert.equal(format('Number #1, and that’s it'), 'Number #1, and that’s it')
  assert.equal(format('{from} to { to }', { from: 'Monday', to: 3 }), 'Monday to 3')
  assert.equal(format(''), '')
})

test('a number has the separators of the locale', () => {
  assert.equal(format('{n, number} rows', { n: 12_345 }), '12,345 rows')
})

test('an exact number goes before its category, and # is the number', () => {
  const message = '{n, plural, =0 {nothing} one {# change of {n}} other {# changes}}.'
  assert.equal(format(message, { n: 0 }), 'nothing.')
  assert.equal(format(message, { n: 1 }), '1 change of 1.')
  assert.equal(format(message, { n: 4_321 }), '4,321 changes.')
})

test('a choice can hold choices, and what it does not name is its `other`', () => {
  const message = '{way, select, up {rose by {n, plural, one {# step} other {# steps}}} other {stayed}}'
  assert.equal(format(message, { way: 'up', n: 2 }), 'rose by 2 steps')
  assert.equal(format(message, { way: 'nowhere', n: 2 }), 'stayed')
})

test('what is not of this part of ICU is refused, not shown', () => {
  for (const text of [
    '{at, date}',
    '{n, plural, offset:1 other {#}}',
    'a } b',
    '{n',
    '{n, plural, one {#}',
  ]) {
    assert.throws(() => format(text, { at: 1, n: 1 }), /bracket|not understood/, text)
  }
})

test('a missing value, a missing choice and a group of messages are refused', () => {
  assert.throws(() => format('{name}', {}), /no value for name/)
  assert.throws(() => format('{n, plural, one {#}}', { n: 2 }), /no choice for other/)
  assert.throws(() => format(uiMessages), /a group of messages/)
})
