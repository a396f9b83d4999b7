/** Makes small FIT files for tests: messages in, bytes out, with header, length and checksum as the standard says. */

export interface FitMessageBytes {
  readonly message: number
  /** Field number, base type and value; the base type gives the size. */
  readonly fields: readonly (readonly [number: number, type: number, value: number])[]
  readonly isBigEndian?: boolean
}

const SIZES: Readonly<Record<number, number>> = { 0: 1, 1: 1, 2: 1, 131: 2, 132: 2, 133: 4, 134: 4, 136: 4 }

export function fitFile(messages: readonly FitMessageBytes[]): Uint8Array {
  const body = messages.flatMap(messageBytes)
  const header = new Uint8Array(14)
  const view = new DataView(header.buffer)
  view.setUint8(0, 14)
  view.setUint8(1, 0x20)
  view.setUint32(4, body.length, true)
  header.set([0x2e, 0x46, 0x49, 0x54], 8)
  return Uint8Array.from([...header, ...body, 0, 0])
}

function messageBytes({ message, fields, isBigEndian = false }: FitMessageBytes): number[] {
  const number = isBigEndian ? [message >> 8, message & 255] : [message & 255, message >> 8]
  const definition = [0x40, 0, isBigEndian ? 1 : 0, ...number, fields.length]
  const content = [0]
  for (const [field, type, value] of fields) {
    const size = SIZES[type] ?? 1
    definition.push(field, size, type)
    const bytes = new DataView(new ArrayBuffer(size))
    if (size === 4) bytes.setUint32(0, value, !isBigEndian)
    else if (size === 2) bytes.setUint16(0, value, !isBigEndian)
    else bytes.setUint8(0, value)
    content.push(...new Uint8Array(bytes.buffer))
  }
  return [...definition, ...content]
}
