/**
 * HL7 version 2: results as laboratories send them (ORU^R01 and its kin), one message or a batch of them. Other
 * segments that say something of health are kept raw. Read next: segment-reader.ts, result-collector.ts.
 */
import { createEmitter } from '../emitter.ts'
import { FIRST_BYTES, type Format, type ImportContext } from '../format.ts'
import { readPieces } from '../read-pieces.ts'
import { decoderFor } from '../text/charset.ts'
import { createResultCollector } from './result-collector.ts'
import { delimitersOf, parseSegment, type Segment, USUAL } from './segment.ts'
import { createSegmentReader } from './segment-reader.ts'

const decoder = new TextDecoder('latin1')
const HEADER = /^(?:\xef\xbb\xbf)?[\v\s]*((?:MSH|FHS|BHS)([^\w\s])[^\w\s]{2,5}\2[^\r\n]*)/

export const hl7v2: Format = {
  id: 'hl7-v2',
  matches: (first) => HEADER.test(decoder.decode(first.subarray(0, 512))),
  async read(reader, context) {
    const first = (await reader.peek(FIRST_BYTES)).slice()
    const header = HEADER.exec(decoder.decode(first))?.[1] ?? ''
    const text = decoderFor(first, charsetOf(header))
    const segments = readerOf(context, delimitersOf(header).field)
    await readPieces(reader, context, (piece) => segments.push(text.decode(piece, { stream: true })))
    segments.push(text.decode())
    segments.finish()
  },
}

/** Table 0211, as names that browsers know. */
const CHARSETS: Readonly<Record<string, string>> = {
  'UNICODE UTF-8': 'utf-8',
  UNICODE: 'utf-8',
  'ISO IR87': 'iso-2022-jp',
  'GB 18030-2000': 'gb18030',
  'BIG-5': 'big5',
}

function charsetOf(header: string): string {
  const written = header.startsWith('MSH') ? parseSegment(header, delimitersOf(header)).text(18) : ''
  return CHARSETS[written] ?? written.replace(/^8859\//, 'iso-8859-')
}

function readerOf(context: ImportContext, separator: string) {
  const emit = createEmitter(context, { name: 'Laboratory report' })
  const results = createResultCollector(context, emit)
  let delimiters = USUAL
  const segments = createSegmentReader(
    {
      segment(text, line, isEnded) {
        emit.place = line
        if (/^(?:MSH|FHS|BHS)/.test(text)) delimiters = delimitersOf(text)
        const segment = parseSegment(text, delimiters)
        if (!isEnded && mayBeCut(segment)) {
          context.report.partial(line, 'The file ends inside a segment.')
          emit.unknown(segment.name, text)
        } else results.segment(segment, text)
      },
      tooLarge: () => emit.skip('segment', 'too-large', ''),
    },
    separator,
  )
  return {
    push: segments.push,
    finish() {
      segments.finish()
      results.finish()
    },
  }
}

/** A result must say its status: one that does not may have lost the end of its value as well. */
function mayBeCut(segment: Segment): boolean {
  return segment.name === 'PID' || (segment.name === 'OBX' && segment.text(11) === '')
}
