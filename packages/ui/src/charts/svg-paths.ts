/** Paths of SVG through points, in pixels with one decimal. */

export interface PathPoint {
  readonly x: number
  readonly y: number
}

export function linePath(points: readonly PathPoint[]): string {
  return points.map((point, at) => `${at === 0 ? 'M' : 'L'}${pair(point)}`).join('')
}

/** Between two edges that have the same x, from left to right. */
export function areaPath(lower: readonly PathPoint[], upper: readonly PathPoint[]): string {
  if (lower.length === 0) return ''
  return `${linePath(upper)}${linePath(lower.toReversed()).replace('M', 'L')}Z`
}

function pair({ x, y }: PathPoint): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`
}
