/**
 * Segments out of a stream of text. They end with a carriage return, with whatever a mail program made of it, or
 * where the next one begins: a line that begins like no segment belongs to the one before.
 */

export interface SegmentReader {
  push(text: string): void
  finish(): void
}

export interface SegmentListener {
  /** `line` counts from 1; `isEnded` is false for what the end of the file may have cut. */
  segment(text: string, line: number, isEnded: boolean): void
  tooLarge(line: number): void
}

/** Of a whole segment: a report that is embedded as a PDF is a few MB. */
const SEGMENT_MAX = 12 * 1024 * 1024
const START = /^\s*(?=[A-Z][A-Z\d]{2})/
/** What stands behind a message on the wire; what stands in front of it counts as white space. */
const FRAME_END = '\x1c'
const NAME_LENGTH = 3

/** `separator` is what stands between fields. */
export function createSegmentReader(listener: SegmentListener, separator: string): SegmentReader {
  let pending = ''
  let segment = ''
  let line = 0
  let segmentLine = 0
  let isTooLarge = false

  function give(isEnded: boolean): void {
    const text = segment.trimEnd()
    segment = ''
    if (isTooLarge) listener.tooLarge(segmentLine)
    else if (text !== '') listener.segment(text, segmentLine, isEnded)
    isTooLarge = false
  }

  function readLine(written: string): void {
    const text = written.replaceAll(FRAME_END, '')
    line++
    const plain = START.test(text) ? text.replace(START, '') : ''
    if (plain !== '' && (plain[3] ?? separator) === separator) {
      give(true)
      segment = plain
      segmentLine = line
    } else if (segment !== '' && text.trim() !== '' && !isTooLarge) segment += `\n${text}`
    if (segment.length > SEGMENT_MAX) isTooLarge = true
  }

  return {
    push(text) {
      const lines = (pending + text).split(/\r\n|\r(?!$)|\n/)
      pending = lines.pop() ?? ''
      for (const each of lines) readLine(each)
      if (pending.length <= SEGMENT_MAX) return
      readLine(pending)
      pending = ''
    },
    finish() {
      const isEnded = pending === '' || pending.endsWith('\r') || pending.endsWith(FRAME_END)
      // Three letters or fewer are the beginning of a segment rather than the end of a text.
      if (isEnded ? pending.trim() !== '' : pending.length > NAME_LENGTH) readLine(pending)
      pending = ''
      give(isEnded)
    },
  }
}
