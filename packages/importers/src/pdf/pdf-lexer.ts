/** Reads values out of the text of a PDF or of a content stream. Whatever is broken gives null and goes on. */
import type { PdfDictionary, PdfValue } from './pdf-value.ts'
import { isKind } from './pdf-value.ts'

export interface PdfLexer {
  /** Where the next value begins. */
  at: number
  /** The next value, or undefined at the end. References are known in files, not in content streams. */
  next(): PdfValue | undefined
}

const DEPTH_MAX = 48
const ITEMS_MAX = 200_000
const SPACE = /[\0\t\n\f\r ]*(?:%[^\r\n]*[\0\t\n\f\r ]*)*/y
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)/y
const REFERENCE = /(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+R(?![A-Za-z0-9])/y
const NAME = /\/[^\0\t\n\f\r ()<>[\]{}/%]*/y
const WORD = /[^\0\t\n\f\r ()<>[\]{}/%]+/y
const HEX = /<[^>]*>/y

export function createLexer(text: string, at = 0, knowsReferences = true): PdfLexer {
  const lexer: PdfLexer = { at, next: () => readValue(0) }

  function match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = lexer.at
    const found = pattern.exec(text)
    if (found !== null) lexer.at = pattern.lastIndex
    return found
  }

  function readValue(depth: number): PdfValue | undefined {
    match(SPACE)
    const letter = text[lexer.at]
    if (letter === undefined) return undefined
    if (letter === '/') return { kind: 'name', name: plainName(match(NAME)?.[0] ?? '') }
    if (letter === '(') return readString()
    if (letter === '<') return text[lexer.at + 1] === '<' ? readDictionary(depth) : hexText(match(HEX)?.[0])
    if (letter === '[') return readList(depth)
    return readPlain()
  }

  function hexText(written: string | undefined): string {
    if (written === undefined) lexer.at++
    const digits = (written ?? '').replace(/[^0-9A-Fa-f]/g, '')
    const pairs = `${digits}${digits.length % 2 === 0 ? '' : '0'}`.match(/../g) ?? []
    return pairs.map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join('')
  }

  function readPlain(): PdfValue {
    const reference = knowsReferences ? match(REFERENCE) : null
    if (reference !== null) return { kind: 'reference', number: Number(reference[1]) }
    const number = match(NUMBER)
    if (number !== null) return Number(number[0])
    const word = match(WORD)?.[0]
    if (word === undefined) {
      lexer.at++
      return null
    }
    if (word === 'true' || word === 'false') return word === 'true'
    return word === 'null' ? null : { kind: 'operator', name: word }
  }

  function readString(): string {
    const start = ++lexer.at
    let depth = 1
    while (depth > 0 && lexer.at < text.length) {
      const letter = text[lexer.at++]
      if (letter === '\\') lexer.at++
      else if (letter === '(') depth++
      else if (letter === ')') depth--
    }
    return plainString(text.slice(start, depth === 0 ? lexer.at - 1 : lexer.at))
  }

  function readList(depth: number): PdfValue[] {
    const list: PdfValue[] = []
    lexer.at++
    while (list.length < ITEMS_MAX) {
      match(SPACE)
      if (text[lexer.at] === ']') {
        lexer.at++
        break
      }
      const value = depth < DEPTH_MAX ? readValue(depth + 1) : undefined
      if (value === undefined || isEnd(value)) break
      list.push(value)
    }
    return list
  }

  function readDictionary(depth: number): PdfDictionary {
    const dictionary = new Map<string, PdfValue>()
    lexer.at += 2
    while (dictionary.size < ITEMS_MAX) {
      match(SPACE)
      if (text.startsWith('>>', lexer.at)) {
        lexer.at += 2
        break
      }
      if (depth >= DEPTH_MAX || !readPair(dictionary, depth + 1)) break
    }
    return dictionary
  }

  /** False at the end of the object. What stands where a name should is passed over. */
  function readPair(dictionary: Map<string, PdfValue>, depth: number): boolean {
    const key = readValue(depth)
    if (!isKind(key, 'name')) return key !== undefined && !isEnd(key)
    const value = readValue(depth)
    if (value === undefined || isEnd(value)) return false
    dictionary.set(key.name, value)
    return true
  }

  return lexer
}

/** A bracket that was never closed ends with the object. */
function isEnd(value: PdfValue): boolean {
  return isKind(value, 'operator') && /^(?:endobj|stream|endstream)$/.test(value.name)
}

function plainName(written: string): string {
  return written
    .slice(1)
    .replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

function plainString(written: string): string {
  if (!written.includes('\\')) return written
  return written.replace(/\\(?:([0-7]{1,3})|(\r\n|[\s\S]))/g, (_, octal?: string, letter?: string) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 255)
    if (letter === undefined || /^[\r\n]/.test(letter)) return ''
    return ESCAPED[letter] ?? letter
  })
}
