/** The Range header (RFC 9110 §14.2), for one range; several ranges are answered with the whole. */

export interface ByteRange {
  readonly start: number
  /** Inclusive. */
  readonly end: number
}

export type Range =
  | { readonly type: 'whole' }
  | ({ readonly type: 'part' } & ByteRange)
  | { readonly type: 'none' }

/** `none`: there is no such part. */
export function parseRange(header: string | null, size: number): Range {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return { type: 'whole' }
  const [, first = '', last = ''] = match
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? { type: 'none' } : { type: 'part', start: size - length, end: size - 1 }
  }
  const start = Number(first)
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return start <= end ? { type: 'part', start, end } : { type: 'none' }
}
