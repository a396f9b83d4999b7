/** Bytes as lines of text, one call each, without their line breaks. A line that is too long is cut. */

export interface LineReader {
  push(chunk: Uint8Array): void
  finish(): void
}

const LINE_MAX = 1024 * 1024

export function createLineReader(line: (text: string) => void): LineReader {
  const decoder = new TextDecoder('utf-8')
  let pending = ''
  return {
    push(chunk) {
      const lines = (pending + decoder.decode(chunk, { stream: true })).split('\n')
      pending = (lines.pop() ?? '').slice(0, LINE_MAX)
      for (const text of lines) line(text.endsWith('\r') ? text.slice(0, -1) : text)
    },
    finish() {
      const rest = pending + decoder.decode()
      if (rest !== '') line(rest)
      pending = ''
    },
  }
}
