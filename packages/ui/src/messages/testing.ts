/** For the tests of the apps' catalogues: `formatMessage` says what use-intl's own formatter says. */
import assert from 'node:assert/strict'
import { formatMessage, type MessageOptions, type MessageValues } from './format-message.ts'

export interface MessageTree {
  readonly [key: string]: string | MessageTree
}

/** What use-intl makes of one message. */
export type Reference = (message: string, values: MessageValues) => string

/** Every message of a catalogue, with values that reach each of its choices. Returns how many messages it holds. */
export function assertSameWords(messages: MessageTree, reference: Reference): number {
  const texts = textsIn(messages)
  for (const text of texts) {
    for (const values of samplesOf(text)) {
      assert.equal(formatMessage(text, text, values, options), reference(text, values), text)
    }
  }
  return texts.length
}

const options: MessageOptions = {
  locale: 'en',
  formatters: {
    getNumberFormat: (locale) => new Intl.NumberFormat(locale),
    getPluralRules: (locale) => new Intl.PluralRules(locale),
  },
}

function textsIn(tree: MessageTree): string[] {
  return Object.values(tree).flatMap((branch) => (typeof branch === 'string' ? [branch] : textsIn(branch)))
}

function samplesOf(text: string): MessageValues[] {
  const names = [...text.matchAll(/\{\s*(\w+)\s*[,}]/g)].map(([, name = '']) => name)
  const selected = new Set([...text.matchAll(/\{(\w+), select,/g)].map(([, name = '']) => name))
  const words = [...text.matchAll(/(\w+) \{/g)].map(([, word = '']) => word)
  return ['nothing of these', ...words].flatMap((word) =>
    [0, 1, 2, 1_234_567.5].map((count) =>
      Object.fromEntries(names.map((name) => [name, selected.has(name) ? word : count])),
    ),
  )
}
