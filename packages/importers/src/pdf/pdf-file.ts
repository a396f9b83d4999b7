/**
 * The objects of a PDF. They are found by reading the file from its beginning to its end, and not by its table: tables
 * are wrong, cut off or built to mislead, and a later version of an object stands behind the earlier one anyway.
 */
import { type Budget, decodeStream } from './pdf-filters.ts'
import { createLexer } from './pdf-lexer.ts'
import {
  binaryText,
  isDictionary,
  isKind,
  nameOf,
  numberOf,
  type PdfDictionary,
  type PdfStream,
  type PdfValue,
} from './pdf-value.ts'

export interface PdfFile {
  /** What a reference stands for; anything else is itself. */
  resolve(value: PdfValue | undefined): PdfValue
  dictionary(value: PdfValue | undefined): PdfDictionary
  /** The content of a stream, or null. */
  content(value: PdfValue | undefined): Uint8Array | null
  readonly trailer: PdfDictionary
  /** Every object that is a dictionary or a stream's one, in the order of the file. */
  readonly dictionaries: readonly PdfDictionary[]
  readonly isProtected: boolean
}

const OBJECT = /(?<![\d.])(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj|trailer(?=[\0\t\n\f\r ]*<<)/g
const OBJECTS_MAX = 400_000
/** What all streams together are read for, and what they expand to. */
const EXPANDED_MAX = 24 * 1024 * 1024
const REFERENCES_MAX = 32

interface State {
  readonly bytes: Uint8Array
  readonly text: string
  readonly objects: Map<number, PdfValue>
  readonly trailer: Map<string, PdfValue>
  readonly budget: Budget
}

export function openPdf(bytes: Uint8Array): PdfFile {
  const state: State = {
    bytes,
    text: binaryText(bytes),
    objects: new Map(),
    trailer: new Map(),
    budget: { bytes: EXPANDED_MAX },
  }
  const packed = scan(state)
  const isProtected = state.trailer.has('Encrypt')
  // What is packed into a stream of objects is older than nothing that stands behind it under its own number.
  if (!isProtected) for (const stream of packed) unpack(state, stream)
  return {
    resolve: (value) => resolve(state, value),
    dictionary: (value) => dictionaryOf(resolve(state, value)),
    content: (value) => content(state, value),
    trailer: state.trailer,
    dictionaries: [...state.objects.values()].map(dictionaryOf).filter(({ size }) => size > 0),
    isProtected,
  }
}

function dictionaryOf(value: PdfValue): PdfDictionary {
  if (isKind(value, 'stream')) return value.dictionary
  return isDictionary(value) ? value : new Map()
}

function resolve(state: State, value: PdfValue | undefined): PdfValue {
  let found = value ?? null
  for (let step = 0; step < REFERENCES_MAX && isKind(found, 'reference'); step++) {
    found = state.objects.get(found.number) ?? null
  }
  return found
}

function content(state: State, value: PdfValue | undefined): Uint8Array | null {
  const stream = resolve(state, value)
  if (!isKind(stream, 'stream')) return null
  const raw = state.bytes.subarray(stream.start, stream.end)
  // A stream that is drawn again and again is paid for each time.
  state.budget.bytes -= raw.length
  if (state.budget.bytes <= 0) return null
  return decodeStream(raw, stream.dictionary, (inner) => resolve(state, inner), state.budget)
}

/** Finds the objects that stand in the file itself. Those that hold others are given back. */
function scan(state: State): readonly PdfStream[] {
  const packed: PdfStream[] = []
  const { text, objects } = state
  OBJECT.lastIndex = 0
  for (let match = OBJECT.exec(text); match !== null; match = OBJECT.exec(text)) {
    const lexer = createLexer(text, OBJECT.lastIndex)
    const value = lexer.next() ?? null
    OBJECT.lastIndex = Math.max(OBJECT.lastIndex, Math.min(lexer.at, text.length))
    const stream = isDictionary(value) ? streamAt(state, value, lexer.at) : null
    if (match[1] === undefined) addTrailer(state, dictionaryOf(value))
    else objects.set(Number(match[1]), stream ?? value)
    if (stream !== null) {
      OBJECT.lastIndex = stream.end
      const type = nameOf(stream.dictionary.get('Type'))
      if (type === 'ObjStm') packed.push(stream)
      else if (type === 'XRef') addTrailer(state, stream.dictionary)
    }
    if (objects.size > OBJECTS_MAX) break
  }
  return packed
}

function addTrailer(state: State, dictionary: PdfDictionary): void {
  for (const key of ['Root', 'Info', 'Encrypt']) {
    const value = dictionary.get(key)
    if (value !== undefined) state.trailer.set(key, value)
  }
}

const STREAM = /[\0\t\n\f\r ]*stream(?:\r\n|\n|\r)/y

/** The stream behind a dictionary: by its length where that is true, else up to the next end. */
function streamAt({ text }: State, dictionary: PdfDictionary, at: number): PdfStream | null {
  STREAM.lastIndex = at
  if (STREAM.exec(text) === null) return null
  const start = STREAM.lastIndex
  const stated = start + numberOf(dictionary.get('Length'), -1)
  const isTrue = stated >= start && /^\s*endstream/.test(text.slice(stated, stated + 24))
  const found = isTrue ? stated : text.indexOf('endstream', start)
  return { kind: 'stream', dictionary, start, end: found < 0 ? text.length : found }
}

function unpack(state: State, stream: PdfStream): void {
  const bytes = content(state, stream)
  if (bytes === null) return
  const text = binaryText(bytes)
  const first = numberOf(stream.dictionary.get('First'), 0)
  const head = createLexer(text.slice(0, first))
  for (let number = head.next(); typeof number === 'number'; number = head.next()) {
    const offset = head.next()
    if (typeof offset !== 'number' || state.objects.size > OBJECTS_MAX) return
    const value = createLexer(text, first + offset).next() ?? null
    const known = state.objects.get(number)
    const isNewer = isKind(known, 'stream') ? known.start > stream.start : false
    if (!isNewer) state.objects.set(number, value)
  }
}
