/**
 * Cuts a stream of JSON into values small enough to parse: the elements of the outermost list, or of each list
 * directly in the outermost object, and that object's other members. Several documents one after the other
 * (NDJSON) are as good as one. Memory holds one value, never the file.
 */

export interface JsonListener {
  /** `key` is the member that the value is in, or empty for the elements of an outermost list. */
  value(key: string, value: unknown, offset: number): void
  /** An outermost object or list has ended. */
  document(): void
  /** A value that is no JSON, or too long to look at. */
  broken(offset: number, why: string): void
}

export interface JsonSplitter {
  push(chunk: Uint8Array): void
  finish(): void
}

const VALUE_MAX = 64 * 1024 * 1024
const QUOTE = 34
const COMMA = 44
const COLON = 58
const OPEN_LIST = 91
const BACKSLASH = 92
const CLOSE_LIST = 93
const OPEN_OBJECT = 123
const CLOSE_OBJECT = 125
const SPACE = 32

type Capture = 'none' | 'key' | 'value'

interface State {
  readonly listener: JsonListener
  readonly isWhole: boolean
  depth: number
  isObject: boolean
  isInString: boolean
  isEscaped: boolean
  isKeyNext: boolean
  isInMemberList: boolean
  key: string
  capture: Capture
  /** The depth that a captured value began at. */
  captureDepth: number
  captureOffset: number
  pieces: Uint8Array[]
  pieceBytes: number
  base: number
  /** Where in the chunk at hand the captured bytes begin. */
  from: number
}

/** `isWhole`: every outermost value at once, for formats whose documents are small. */
export function createJsonSplitter(listener: JsonListener, isWhole = false): JsonSplitter {
  const state: State = {
    listener,
    isWhole,
    depth: 0,
    isObject: false,
    isInString: false,
    isEscaped: false,
    isKeyNext: false,
    isInMemberList: false,
    key: '',
    capture: 'none',
    captureDepth: 0,
    captureOffset: 0,
    pieces: [],
    pieceBytes: 0,
    base: 0,
    from: 0,
  }
  return {
    push: (chunk) => pushChunk(state, chunk),
    finish() {
      if (state.capture === 'value' && state.depth === 0 && !state.isInString) endCapture(state)
      if (state.depth > 0 || state.capture !== 'none') listener.broken(state.base, 'The file ends too early.')
    },
  }
}

function pushChunk(state: State, chunk: Uint8Array): void {
  state.from = 0
  for (let at = 0; at < chunk.length; at++) {
    const byte = chunk[at] ?? 0
    if (state.isInString) {
      if (endsString(state, byte) && state.capture === 'key') take(state, chunk, at + 1)
    } else if (byte > SPACE) step(state, chunk, byte, at)
  }
  if (state.capture !== 'none') keep(state, chunk.subarray(state.from))
  state.base += chunk.length
}

/** One byte outside of strings. */
function step(state: State, chunk: Uint8Array, byte: number, at: number): void {
  if (endsScalar(state, byte)) take(state, chunk, at)
  const before = state.capture
  const isLast = readByte(state, byte, at)
  if (before !== state.capture) state.from = at
  if (isLast) take(state, chunk, at + 1)
}

/** Goes one byte on in a string. Whether that was its closing quote. */
function endsString(state: State, byte: number): boolean {
  if (state.isEscaped) state.isEscaped = false
  else if (byte === BACKSLASH) state.isEscaped = true
  else if (byte === QUOTE) state.isInString = false
  return !state.isInString
}

function take(state: State, chunk: Uint8Array, end: number): void {
  keep(state, chunk.subarray(state.from, end))
  endCapture(state)
}

/** A number or a word ends where something else begins. */
function endsScalar(state: State, byte: number): boolean {
  if (state.capture !== 'value' || state.depth !== state.captureDepth) return false
  return byte === COMMA || byte === CLOSE_LIST || byte === CLOSE_OBJECT
}

/** Handles one byte outside of strings. Whether it is the last one of what is captured. */
function readByte(state: State, byte: number, at: number): boolean {
  switch (byte) {
    case OPEN_OBJECT:
    case OPEN_LIST:
      openContainer(state, byte, at)
      return false
    case CLOSE_OBJECT:
    case CLOSE_LIST:
      return closeContainer(state)
    case COMMA:
      if (state.capture === 'none' && state.depth === 1 && state.isObject) state.isKeyNext = true
      return false
    case COLON:
      return false
    default:
      beginCapture(state, at)
      if (byte === QUOTE) state.isInString = true
      return false
  }
}

function beginCapture(state: State, at: number): void {
  if (state.capture !== 'none') return
  const isKey = state.depth === 1 && state.isObject && state.isKeyNext
  state.capture = isKey ? 'key' : 'value'
  state.captureDepth = state.depth
  state.captureOffset = state.base + at
}

function openContainer(state: State, byte: number, at: number): void {
  if (state.capture === 'none' && !state.isWhole) {
    if (state.depth === 0) {
      state.isObject = byte === OPEN_OBJECT
      state.isKeyNext = state.isObject
      state.key = ''
    } else if (state.depth === 1 && state.isObject && byte === OPEN_LIST) state.isInMemberList = true
    else beginCapture(state, at)
  } else beginCapture(state, at)
  state.depth++
}

function closeContainer(state: State): boolean {
  state.depth = Math.max(0, state.depth - 1)
  if (state.capture === 'value') return state.depth === state.captureDepth
  if (state.isInMemberList && state.depth === 1) state.isInMemberList = false
  else if (state.depth === 0) state.listener.document()
  return false
}

function keep(state: State, piece: Uint8Array): void {
  state.pieceBytes += piece.length
  if (state.pieceBytes <= VALUE_MAX) state.pieces.push(piece.slice())
  else state.pieces.length = 0
}

const decoder = new TextDecoder('utf-8')

function endCapture(state: State): void {
  const { capture, listener, captureOffset } = state
  const isTooLong = state.pieceBytes > VALUE_MAX
  const value = isTooLong ? undefined : parse(state.pieces)
  state.pieces = []
  state.pieceBytes = 0
  state.capture = 'none'
  if (capture === 'key') {
    state.key = typeof value === 'string' ? value : ''
    state.isKeyNext = false
  } else if (value === undefined)
    listener.broken(captureOffset, isTooLong ? 'A value is too long.' : 'Not JSON.')
  else listener.value(state.key, value, captureOffset)
  if (capture === 'value' && state.depth === 0) listener.document()
}

/** Undefined for what is no JSON; JSON itself has no undefined. */
function parse(pieces: readonly Uint8Array[]): unknown {
  let text = ''
  for (const piece of pieces) text += decoder.decode(piece, { stream: true })
  text += decoder.decode()
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
