/**
 * DICOM: images, waveforms, plans. Kept whole; read is what its elements say it is, and the picture stays closed.
 * Read next: element-reader.ts, description.ts.
 */
import { createByteSource } from '../binary/byte-source.ts'
import { createEmitter } from '../emitter.ts'
import type { Format } from '../format.ts'
import { createDescription, DEFLATED } from './description.ts'
import { readElements } from './element-reader.ts'

const PREAMBLE = 128
const SIGNATURE = [0x44, 0x49, 0x43, 0x4d]
const decoder = new TextDecoder('latin1')

export const dicom: Format = {
  id: 'dicom',
  matches: (first) => hasPreamble(first) || isBare(first),
  async read(reader, context) {
    const start = (await reader.peek(PREAMBLE + 20)).slice()
    const source = createByteSource(reader, context)
    if (hasPreamble(start)) await source.skip(PREAMBLE + SIGNATURE.length)
    const description = createDescription(!hasPreamble(start) && isImplicit(start))
    const emit = createEmitter(context, { name: 'DICOM' })
    emit.count('dicom')
    const isWhole = await readElements(source, description.visitor)
    if (!isWhole && description.syntax() !== DEFLATED)
      context.report.partial(source.offset, 'The file ends too early or is damaged.')
    if (description.syntax() === DEFLATED)
      emit.skip('dicom', 'unreadable-file', 'What it says of itself is compressed.')
    await source.drain()
    const details = description.details()
    emit.document({
      metric: 'imaging_dicom',
      contentType: 'application/dicom',
      title: titleOf(details),
      date: description.date(context.clock),
      details: {
        ...details,
        ...(description.syntax() !== '' && { 'transfer syntax': description.syntax() }),
      },
    })
  },
}

function hasPreamble(first: Uint8Array): boolean {
  return SIGNATURE.every((byte, index) => first[PREAMBLE + index] === byte)
}

/** Without a preamble, as old programs store them: group 2 or 8, one of its first elements, and a type or length. */
function isBare(first: Uint8Array): boolean {
  const [group, zero, element = 0, high, , , length, long] = first
  if ((group !== 2 && group !== 8) || zero !== 0 || element > ELEMENT_MAX || high !== 0) return false
  if (isImplicit(first))
    return element > 0 && first[5] === 0 && length === 0 && long === 0 && first.length > 16
  return /^(?:UL|CS|UI|OB|SH|LO|DA)$/.test(typeOf(first))
}

const ELEMENT_MAX = 0x20

/** Types are two letters where they are stated. */
function isImplicit(first: Uint8Array): boolean {
  return !/^[A-Z]{2}$/.test(typeOf(first))
}

function typeOf(first: Uint8Array): string {
  return decoder.decode(first.subarray(4, 6))
}

const MODALITIES: Readonly<Record<string, string>> = {
  CR: 'X-ray',
  DX: 'X-ray',
  CT: 'CT',
  MR: 'MRI',
  US: 'Ultrasound',
  MG: 'Mammogram',
  ECG: 'ECG',
  PT: 'PET',
  NM: 'Nuclear image',
  XA: 'Angiogram',
  ES: 'Endoscopy',
  OP: 'Eye image',
  RTPLAN: 'Radiotherapy plan',
  RTSTRUCT: 'Radiotherapy structures',
  RTDOSE: 'Radiotherapy dose',
  SR: 'Report',
}

function titleOf(details: Readonly<Record<string, string>>): string {
  const modality = details['modality'] ?? ''
  const what = details['study'] ?? details['series'] ?? details['body part'] ?? details['plan'] ?? ''
  const kind = MODALITIES[modality] ?? modality
  return [kind, what === kind ? '' : what].filter(Boolean).join(' ') || 'Medical image'
}
