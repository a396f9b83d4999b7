/**
 * What the page of a recovery contact says: one half of what opens the vault, as 24 words, and as a code that also names
 * its opener. A kit's code has no mark, so neither is taken for the other. `specs/key-hierarchy.md` §12.
 */

export interface ContactPage {
  readonly slotId: string
  /** 24; one half of what opens the vault. */
  readonly words: readonly string[]
}

const mark = 'nornos-contact/1'
const shape = /^nornos-contact\/1 (?<slotId>[0-9a-f-]{36}) (?<words>[a-z]+(?: [a-z]+){23})$/

export function contactPageText({ slotId, words }: ContactPage): string {
  return [mark, slotId, ...words].join(' ')
}

/** Null: not such a text. Typed words are none. */
export function parseContactPage(text: string): ContactPage | null {
  const { slotId, words } = shape.exec(text.trim())?.groups ?? {}
  return slotId === undefined || words === undefined ? null : { slotId, words: words.split(' ') }
}
