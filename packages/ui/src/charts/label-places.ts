/** Where the words of dated marks go so that none covers another. Pure. */

export interface LabelPlace {
  /** To the right of its line there is no room. */
  readonly isRight: boolean
  /** From the top; null where there is none left. */
  readonly row: number | null
}

const ROWS_MAX = 3

/** `marks` from left to right; `x`, `width` and `edge` in the same pixels. */
export function labelPlaces(
  marks: readonly { readonly x: number; readonly width: number }[],
  edge: number,
): readonly LabelPlace[] {
  const ends = Array.from({ length: ROWS_MAX }, () => Number.NEGATIVE_INFINITY)
  return marks.map(({ width, x }) => {
    const isRight = x + width > edge
    const start = isRight ? x - width : x
    const row = ends.findIndex((end) => start >= end)
    if (row < 0) return { isRight, row: null }
    ends[row] = start + width
    return { isRight, row }
  })
}
