/** The segments of a block's header: what a chart needs of each 1,024 samples. */
import { type BlockSegment, SEGMENT_SAMPLES } from './block.ts'

/** Computed from the columns; a reader compares them with what the header says. */
export function segmentsOf(starts: Float64Array, values: Float64Array): BlockSegment[] {
  const segments: BlockSegment[] = []
  for (let first = 0; first < starts.length; first += SEGMENT_SAMPLES) {
    const end = Math.min(first + SEGMENT_SAMPLES, starts.length)
    let minimum = Number.POSITIVE_INFINITY
    let maximum = Number.NEGATIVE_INFINITY
    let sum = 0
    for (let index = first; index < end; index++) {
      const value = values[index] ?? 0
      if (value < minimum) minimum = value
      if (value > maximum) maximum = value
      sum += value
    }
    segments.push({ start: starts[first] ?? 0, count: end - first, minimum, maximum, sum })
  }
  return segments
}

export function equalSegments(left: readonly BlockSegment[], right: readonly BlockSegment[]): boolean {
  return (
    left.length === right.length &&
    left.every((segment, index) => {
      const other = right[index]
      return (
        other !== undefined &&
        segment.start === other.start &&
        segment.minimum === other.minimum &&
        segment.maximum === other.maximum &&
        segment.sum === other.sum
      )
    })
  )
}
