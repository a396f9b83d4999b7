/** Goal: sentences keep the wording rules. Method: every template is read; every parameter is used and declared. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { messageFrom } from './message.ts'
import { englishMessages, messageKeys, parametersOf } from './messages.ts'

/** The parameter names of an ICU template: what follows a brace and is not the text of a choice. */
function namesIn(template: string): Set<string> {
  const names = [...template.matchAll(/\{(\w+)(?=[,}])/g)].map((match) => match[1] ?? '')
  return new Set(names)
}

for (const key of messageKeys) {
  test(`${key} uses exactly the parameters that it declares`, () => {
    assert.deepEqual([...namesIn(englishMessages[key])].sort(), Object.keys(parametersOf(key)).sort())
  })
}

test('no sentence speaks as a person, shouts, or names an illness as certain', () => {
  for (const key of messageKeys) {
    const text = englishMessages[key]
    assert.doesNotMatch(text, /\b(I|we|my|our|your)\b/, key)
    assert.doesNotMatch(
      text,
      /!|\b(infection|covid|flu|disease|disorder|insomnia|apnoea|depress|diagnos)/i,
      key,
    )
    assert.match(text, /^[A-Z{].*[.]$/s, key)
  }
})

test('every sentence with a number says when', () => {
  for (const key of messageKeys) {
    const kinds = Object.values(parametersOf(key))
    assert.ok(kinds.includes('day'), key)
  }
})

test('every daily, weekly and red-flag number stands beside a comparison', () => {
  for (const key of messageKeys.filter((name) => /^(fact|finding|red-flag)\./.test(name))) {
    const text = englishMessages[key]
    assert.match(text, /usual|regular|goal|guideline|need|rose|fell|100|above|below|at or/, key)
  }
})

test('a message takes what it declares and nothing more', () => {
  const message = messageFrom('headline.as-usual', { day: '2026-03-31', value: 3 })
  assert.deepEqual(message.parameters, { day: '2026-03-31' })
  assert.throws(() => messageFrom('headline.as-usual', {}))
})
