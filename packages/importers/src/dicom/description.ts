/** The elements that say what a DICOM file is, and how they are told. Names of patients are left in the file. */
import { hl7Time } from '../clinical/hl7-time.ts'
import type { LocalClock } from '../local-time.ts'
import { decoderFor } from '../text/charset.ts'
import type { Coding, Element, Visitor } from './element-reader.ts'

const SYNTAX = 0x00020010
const CHARSET = 0x00080005
const ROWS = 0x00280010
const COLUMNS = 0x00280011
const DETAILS: ReadonlyMap<number, string> = new Map([
  [0x00080060, 'modality'],
  [0x00080070, 'manufacturer'],
  [0x00081090, 'model'],
  [0x00081030, 'study'],
  [0x0008103e, 'series'],
  [0x00180015, 'body part'],
  [0x00181030, 'protocol'],
  [0x0020000d, 'study id'],
  [0x0020000e, 'series id'],
  [0x00200011, 'series number'],
  [0x00200013, 'image number'],
  [0x00280008, 'frames'],
  [ROWS, 'rows'],
  [COLUMNS, 'columns'],
  [0x300a0002, 'plan'],
])
const TIMES = {
  acquisition: 0x0008002a,
  studyDate: 0x00080020,
  studyTime: 0x00080030,
  offset: 0x00080201,
} as const
const WAVEFORM = 0x54000100
const CHANNEL = 0x003a0200
const CHANNEL_SOURCE = 0x003a0208
const IN_WAVEFORM: ReadonlyMap<number, 'channels' | 'samples' | 'rate'> = new Map([
  [0x003a0005, 'channels'],
  [0x003a0010, 'samples'],
  [0x003a001a, 'rate'],
])
const MEANING = 0x00080104
const TEXT_MAX = 200
const LEADS_MAX = 32

const SYNTAXES: Readonly<Record<string, string>> = {
  '1.2.840.10008.1.2': 'implicit, little-endian',
  '1.2.840.10008.1.2.1': 'explicit, little-endian',
  '1.2.840.10008.1.2.1.99': 'deflated',
  '1.2.840.10008.1.2.2': 'explicit, big-endian',
  '1.2.840.10008.1.2.4.50': 'JPEG',
  '1.2.840.10008.1.2.4.57': 'JPEG lossless',
  '1.2.840.10008.1.2.4.70': 'JPEG lossless',
  '1.2.840.10008.1.2.4.80': 'JPEG-LS lossless',
  '1.2.840.10008.1.2.4.90': 'JPEG 2000 lossless',
  '1.2.840.10008.1.2.4.91': 'JPEG 2000',
  '1.2.840.10008.1.2.5': 'run lengths',
}
export const DEFLATED = 'deflated'

/** ISO 2022 and its kin under the names that decoders have. */
const CHARSETS: Readonly<Record<string, string>> = {
  'ISO_IR 192': 'utf-8',
  GB18030: 'gb18030',
  GBK: 'gbk',
  'ISO_IR 100': 'iso-8859-1',
  'ISO_IR 101': 'iso-8859-2',
  'ISO_IR 109': 'iso-8859-3',
  'ISO_IR 110': 'iso-8859-4',
  'ISO_IR 144': 'iso-8859-5',
  'ISO_IR 127': 'iso-8859-6',
  'ISO_IR 126': 'iso-8859-7',
  'ISO_IR 138': 'iso-8859-8',
  'ISO_IR 148': 'iso-8859-9',
  'ISO_IR 166': 'windows-874',
  'ISO_IR 13': 'shift_jis',
  'ISO 2022 IR 87': 'iso-2022-jp',
  'ISO 2022 IR 149': 'euc-kr',
}

export interface Description {
  readonly visitor: Visitor
  syntax(): string
  details(): Record<string, string>
  /** Milliseconds since 1970, UTC, or null. */
  date(clock: LocalClock): number | null
}

interface Waveform {
  channels?: number
  samples?: number
  rate?: number
}

/** `isImplicit` of a file that does not say how it is written. */
export function createDescription(isImplicit: boolean): Description {
  const found = new Map<number, string>()
  const details = new Map<string, string>()
  const leads: string[] = []
  const waveform: Waveform = {}
  let groups = 0

  const syntax = () => found.get(SYNTAX) ?? ''
  const coding = (): Coding => ({
    isLittle: syntax() !== '1.2.840.10008.1.2.2',
    isImplicit: syntax() === '1.2.840.10008.1.2' || (syntax() === '' && isImplicit),
  })
  const text = (bytes: Uint8Array) => {
    const names = (found.get(CHARSET) ?? '').split('\\').filter(Boolean)
    const plain = decoderFor(bytes, CHARSETS[names.at(-1) ?? ''] ?? '').decode(bytes)
    return plain.replaceAll('\0', ' ').trim().slice(0, TEXT_MAX)
  }

  function readWaveform(path: readonly number[], element: Element, bytes: Uint8Array): void {
    // A second group of an ECG repeats the first one's beats as averages.
    if (groups > 1) return
    const name = path.length === 1 ? IN_WAVEFORM.get(element.tag) : undefined
    if (name !== undefined) {
      const number = element.tag === 0x003a001a ? Number(text(bytes)) : integer(bytes, coding())
      if (Number.isFinite(number)) waveform[name] = number
    } else if (element.tag === MEANING && leads.length < LEADS_MAX) {
      leads.push(text(bytes).replace(/^Lead /, ''))
    }
  }

  return {
    syntax: () => SYNTAXES[syntax()] ?? syntax(),
    visitor: {
      coding,
      wants(path, tag) {
        if (path.length === 0) return isWanted(tag)
        return path[0] === WAVEFORM && isWantedInWaveform(path, tag)
      },
      item(path) {
        if (path.length === 1 && path[0] === WAVEFORM) groups++
      },
      value(path, element, bytes) {
        if (path.length > 0) {
          readWaveform(path, element, bytes)
          return
        }
        const name = DETAILS.get(element.tag)
        const isNumber = element.tag === ROWS || element.tag === COLUMNS
        const value = isNumber ? String(integer(bytes, coding())) : text(bytes)
        found.set(element.tag, value)
        if (name !== undefined && value !== '') details.set(name, value)
      },
    },
    details: () => ({ ...Object.fromEntries(details), ...waveformDetails(waveform, leads) }),
    date: (clock) => dateOf(found, clock),
  }
}

function isWanted(tag: number): boolean {
  const times: readonly number[] = Object.values(TIMES)
  return DETAILS.has(tag) || tag === SYNTAX || tag === CHARSET || tag === WAVEFORM || times.includes(tag)
}

function isWantedInWaveform(path: readonly number[], tag: number): boolean {
  if (path.length === 1) return IN_WAVEFORM.has(tag) || tag === CHANNEL
  if (path.length === 2) return path[1] === CHANNEL && tag === CHANNEL_SOURCE
  return path.length === 3 && path[2] === CHANNEL_SOURCE && tag === MEANING
}

function integer(bytes: Uint8Array, { isLittle }: Coding): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  if (bytes.length === 2) return view.getUint16(0, isLittle)
  return bytes.length === 4 ? view.getUint32(0, isLittle) : Number.NaN
}

function dateOf(found: ReadonlyMap<number, string>, clock: LocalClock): number | null {
  const offset = found.get(TIMES.offset) ?? ''
  const withOffset = (time: string) => (/[+-]\d{4}$/.test(time) ? time : `${time}${offset}`)
  const acquisition = hl7Time(withOffset(found.get(TIMES.acquisition) ?? ''), clock)
  if (acquisition.start !== null) return acquisition.start
  // Before 1993 dates had points between.
  const day = (found.get(TIMES.studyDate) ?? '').replaceAll('.', '')
  const time = (found.get(TIMES.studyTime) ?? '').replaceAll(':', '')
  const moment = time === '' ? null : hl7Time(withOffset(`${day}${time}`), clock).start
  return moment ?? hl7Time(day, clock).start
}

function waveformDetails(waveform: Waveform, leads: readonly string[]): Record<string, string> {
  const { channels, samples, rate } = waveform
  return {
    ...(channels !== undefined && { leads: String(channels) }),
    ...(leads.length > 0 && { 'lead names': leads.join(', ').slice(0, TEXT_MAX) }),
    ...(rate !== undefined && { 'samples per second': String(rate) }),
    ...(samples !== undefined && rate !== undefined && rate > 0 && { seconds: String(samples / rate) }),
  }
}
