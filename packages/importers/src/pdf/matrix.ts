/** Places on a page: a point (x, y) goes to (ax + cy + e, bx + dy + f). */
import { isList, numberOf, type PdfValue } from './pdf-value.ts'

export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]

/** First the left one, then the right one. */
export function multiply(left: Matrix, right: Matrix): Matrix {
  return [
    left[0] * right[0] + left[1] * right[2],
    left[0] * right[1] + left[1] * right[3],
    left[2] * right[0] + left[3] * right[2],
    left[2] * right[1] + left[3] * right[3],
    left[4] * right[0] + left[5] * right[2] + right[4],
    left[4] * right[1] + left[5] * right[3] + right[5],
  ]
}

export function moved(x: number, y: number, matrix: Matrix): Matrix {
  return multiply([1, 0, 0, 1, x, y], matrix)
}

export function matrixOf(value: PdfValue | undefined): Matrix {
  if (!isList(value) || value.length < 6) return IDENTITY
  const at = (index: number) => numberOf(value[index], 0)
  return [at(0), at(1), at(2), at(3), at(4), at(5)]
}

/** Pages that lie on their side are read upright. */
export function rotation(degrees: number): Matrix {
  switch (((degrees % 360) + 360) % 360) {
    case 90:
      return [0, -1, 1, 0, 0, 0]
    case 180:
      return [-1, 0, 0, -1, 0, 0]
    case 270:
      return [0, 1, -1, 0, 0, 0]
    default:
      return IDENTITY
  }
}
