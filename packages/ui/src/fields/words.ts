/** Words as people type and paste them: any space, any case, numbered lists from a printed page. */

/** The words of a text in order, lower case, without list numbers and punctuation. */
export function splitWords(text: string): string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{Letter}-]+/u)
    .filter((word) => word !== '')
}

/** `words` with those of `text` written from position `at` on; what does not fit is dropped. */
export function spreadWords(words: readonly string[], at: number, text: string): string[] {
  const typed = splitWords(text)
  return words.map((word, position) => typed[position - at] ?? word)
}
