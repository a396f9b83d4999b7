/** What the codes of a font mean in Unicode: its ToUnicode map (ISO 32000-1, section 9.10.3). */
import { createLexer } from './pdf-lexer.ts'
import { binaryText, isKind, isList, type PdfValue } from './pdf-value.ts'

/** From codes to text. */
export type CharacterMap = ReadonlyMap<number, string>

const ENTRIES_MAX = 70_000

export function readCharacterMap(bytes: Uint8Array): CharacterMap {
  const map = new Map<number, string>()
  const lexer = createLexer(binaryText(bytes), 0, false)
  let operands: PdfValue[] = []
  for (let value = lexer.next(); value !== undefined && map.size < ENTRIES_MAX; value = lexer.next()) {
    if (!isKind(value, 'operator')) {
      if (operands.length < ENTRIES_MAX) operands.push(value)
      continue
    }
    if (value.name === 'endbfchar') addCharacters(map, operands)
    else if (value.name === 'endbfrange') addRanges(map, operands)
    operands = []
  }
  return map
}

function addCharacters(map: Map<number, string>, operands: readonly PdfValue[]): void {
  for (let at = 0; at + 1 < operands.length; at += 2) {
    const [code, text] = [operands[at], operands[at + 1]]
    if (typeof code === 'string' && typeof text === 'string') map.set(codeOf(code), wide(text))
  }
}

function addRanges(map: Map<number, string>, operands: readonly PdfValue[]): void {
  for (let at = 0; at + 2 < operands.length; at += 3) {
    const [first, last, text] = [operands[at], operands[at + 1], operands[at + 2]]
    if (typeof first !== 'string' || typeof last !== 'string') continue
    const start = codeOf(first)
    const count = Math.min(codeOf(last) - start + 1, ENTRIES_MAX - map.size)
    for (let step = 0; step < count; step++) {
      const target = isList(text) ? text[step] : text
      if (typeof target !== 'string') continue
      map.set(start + step, isList(text) ? wide(target) : following(wide(target), step))
    }
  }
}

function codeOf(text: string): number {
  let code = 0
  for (let at = 0; at < text.length; at++) code = code * 256 + text.charCodeAt(at)
  return code
}

/** UTF-16, big-endian. */
function wide(text: string): string {
  let out = ''
  for (let at = 0; at + 1 < text.length; at += 2) {
    out += String.fromCharCode(text.charCodeAt(at) * 256 + text.charCodeAt(at + 1))
  }
  return text.length === 1 ? text : out
}

/** The text whose last letter is so many letters further on. */
function following(text: string, step: number): string {
  const letters = [...text]
  const last = letters.pop()?.codePointAt(0) ?? 0
  const code = last + step
  return code <= 0x10ffff ? letters.join('') + String.fromCodePoint(code) : text
}
