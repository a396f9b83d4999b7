/**
 * Reads tags out of a stream of bytes: any chunking, one pass, memory bounded by the longest tag. Not an XML
 * parser: it knows no DTD, checks no nesting and expands nothing, and for that reason reads what a strict parser
 * refuses – the malformed DTD of iOS 16, control characters, a file that ends in the middle.
 *
 * Read next: scan-attributes.ts.
 */
import { hashBytes } from '../text/word-hash.ts'
import { SENTINEL, scanAttributes } from './scan-attributes.ts'
import { scanDeclaration } from './scan-declaration.ts'
import { brokenAt, INCOMPLETE } from './scan-result.ts'
import { CLOSE, createTag, OPEN, type Tag } from './tag.ts'
import { createTagMemory, recall, remember, type TagMemory } from './tag-memory.ts'

export interface TagScanner {
  push(chunk: Uint8Array): void
  /** Ends the input. Answers the offset of a tag that was cut off, or null. */
  finish(): number | null
}

export interface TagListener {
  tag(tag: Tag): void
  /** A tag that could not be read; reading went on behind it. */
  broken(offset: number): void
}

const SLICE = 128 * 1024
/** A longer tag, comment or text is given up: memory and time stay bounded whatever a file holds. */
const TAG_MAX = 1024 * 1024
const TEXT_MAX = 8 * 1024 * 1024
const LESS = 60
const GREATER = 62
const SLASH = 47
const BANG = 33
const QUESTION = 63
const DASH = 45
const OPENING_BRACKET = 91
const SPACE = 32

interface ScanState {
  readonly listener: TagListener
  readonly tag: Tag
  readonly memory: TagMemory
  buffer: Uint8Array<ArrayBuffer>
  /** Bytes in use; SENTINEL stands behind them. */
  limit: number
  /** Where in the input buffer[0] is. */
  base: number
  /** Where the text behind the last tag begins. */
  textStart: number
  /** Where scanning goes on. */
  at: number
  /** Cleared by a comment that never ends: from there on `<!--` hides nothing. */
  readsComments: boolean
}

/** `variesFrom` is the attribute (`hashText` of its name) up to which tags that follow each other are mostly alike. */
export function createTagScanner(listener: TagListener, variesFrom = 0): TagScanner {
  const state: ScanState = {
    listener,
    tag: createTag(),
    memory: createTagMemory(variesFrom),
    buffer: new Uint8Array(SLICE * 2),
    limit: 0,
    base: 0,
    textStart: 0,
    at: 0,
    readsComments: true,
  }
  return {
    push(chunk) {
      for (let from = 0; from < chunk.length; from += SLICE) {
        append(state, chunk.subarray(from, from + SLICE))
        scanBuffer(state)
      }
    },
    finish() {
      return state.at < state.limit ? state.base + state.at : null
    },
  }
}

function append(state: ScanState, slice: Uint8Array): void {
  const gone = Math.min(state.textStart, state.at)
  if (gone > 0) {
    state.buffer.copyWithin(0, gone, state.limit)
    state.base += gone
    state.limit -= gone
    state.at -= gone
    state.textStart -= gone
  }
  const needed = state.limit + slice.length + SENTINEL.length
  if (needed > state.buffer.length) {
    const larger = new Uint8Array(Math.max(state.buffer.length * 2, needed))
    larger.set(state.buffer.subarray(0, state.limit))
    state.buffer = larger
  }
  state.buffer.set(slice, state.limit)
  state.limit += slice.length
  state.buffer.set(SENTINEL, state.limit)
  if (state.tag.bytes === state.buffer) return
  state.tag.bytes = state.buffer
  state.tag.view = new DataView(state.buffer.buffer)
}

function scanBuffer(state: ScanState): void {
  const { buffer, limit } = state
  let at = state.at
  for (;;) {
    while (buffer[at] !== LESS) at++
    state.at = at
    if (at >= limit) break
    const end = scanMarkup(state, at)
    if (end === INCOMPLETE) break
    at = end
  }
  if (limit - state.at > TAG_MAX) giveUp(state)
  if (state.at - state.textStart > TEXT_MAX) state.textStart = state.at
}

function giveUp(state: ScanState): void {
  state.listener.broken(state.base + state.at)
  if (state.buffer[state.at + 1] === BANG) {
    state.readsComments = false
    state.at += 2
  } else state.at = state.limit
  state.textStart = state.at
}

/** Handles what begins at a `<`. The position behind it, or INCOMPLETE. */
function scanMarkup(state: ScanState, start: number): number {
  const { buffer, limit } = state
  if (start + 1 >= limit) return INCOMPLETE
  const next = buffer[start + 1]
  if (next === BANG && state.readsComments && buffer[start + 2] === DASH)
    return scanDeclaration(buffer, start, limit)
  if (next === BANG || next === QUESTION) return scanProlog(state, start)
  const isClose = next === SLASH
  const nameStart = isClose ? start + 2 : start + 1
  const nameEnd = scanName(state.tag, nameStart)
  if (nameEnd >= limit) return INCOMPLETE
  return nameEnd === nameStart ? start + 1 : scanTag(state, start, nameStart, nameEnd, isClose)
}

/** Declarations and instructions end a text; a comment and CDATA are part of it. */
function scanProlog(state: ScanState, start: number): number {
  const { buffer, limit, readsComments } = state
  const isPlain = buffer[start + 1] === QUESTION || !readsComments
  const end = isPlain ? start + 2 : scanDeclaration(buffer, start, limit)
  const isCdata = !isPlain && buffer[start + 2] === OPENING_BRACKET
  if (end !== INCOMPLETE && !isCdata) state.textStart = end
  return end
}

function scanName(tag: Tag, from: number): number {
  const bytes = tag.bytes
  let end = from
  let byte = bytes[end] ?? LESS
  while (byte > SPACE && byte !== GREATER && byte !== SLASH && byte !== LESS) byte = bytes[++end] ?? LESS
  tag.nameHash = hashBytes(bytes, from, end)
  return end
}

function scanTag(
  state: ScanState,
  start: number,
  nameStart: number,
  nameEnd: number,
  isClose: boolean,
): number {
  const { tag, base, listener, memory } = state
  tag.kind = isClose ? CLOSE : OPEN
  const known = recall(memory, tag, nameEnd, state.limit)
  const end = scanAttributes(tag, known, state.limit)
  if (end === INCOMPLETE) return INCOMPLETE
  if (end < 0) {
    listener.broken(base + start)
    state.textStart = brokenAt(end)
    return state.textStart
  }
  if (known === nameEnd && !isClose) remember(memory, tag, nameEnd)
  tag.nameStart = nameStart
  tag.nameEnd = nameEnd
  tag.offset = base + start
  tag.end = end
  tag.textStart = state.textStart
  tag.textEnd = start
  listener.tag(tag)
  state.textStart = end
  return end
}
