/** What a route says: how far, how high, and how long each kilometre took. Places are degrees of WGS 84. */

export interface RoutePoint {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly latitude: number
  readonly longitude: number
  /** Metres above the sea. */
  readonly altitude: number | null
}

export interface RouteSplit {
  /** Metres; a whole kilometre but for the last. */
  readonly metres: number
  readonly milliseconds: number
}

export interface RouteFigures {
  readonly metres: number
  /** Metres upwards; null without altitudes. */
  readonly climbed: number | null
  readonly splits: readonly RouteSplit[]
  /** Metres from the start, one for each point. */
  readonly along: readonly number[]
}

const earthRadius = 6_371_008.8
const splitMetres = 1_000
/** A satellite receiver's altitude wavers by this much while standing still, metres. */
const climbStep = 3

export function routeFigures(points: readonly RoutePoint[]): RouteFigures {
  const along = distances(points)
  return {
    metres: along.at(-1) ?? 0,
    climbed: climbOf(points),
    splits: splitsOf(points, along),
    along,
  }
}

/** Metres between two places on a sphere (haversine). */
export function metresBetween(first: RoutePoint, second: RoutePoint): number {
  const [from, to] = [radians(first.latitude), radians(second.latitude)]
  const across = radians(second.longitude - first.longitude)
  const half = Math.sin((to - from) / 2) ** 2 + Math.cos(from) * Math.cos(to) * Math.sin(across / 2) ** 2
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(half)))
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}

function distances(points: readonly RoutePoint[]): readonly number[] {
  let sum = 0
  return points.map((point, index) => {
    const before = points[index - 1]
    if (before !== undefined) sum += metresBetween(before, point)
    return sum
  })
}

/** Counts a rise only once it is more than the receiver's own wavering. */
function climbOf(points: readonly RoutePoint[]): number | null {
  const altitudes = points.flatMap(({ altitude }) => (altitude === null ? [] : [altitude]))
  let base = altitudes[0]
  if (base === undefined) return null
  let climbed = 0
  for (const altitude of altitudes) {
    if (Math.abs(altitude - base) < climbStep) continue
    climbed += Math.max(0, altitude - base)
    base = altitude
  }
  return climbed
}

function splitsOf(points: readonly RoutePoint[], along: readonly number[]): readonly RouteSplit[] {
  const splits: RouteSplit[] = []
  let startedAt = points[0]?.at ?? 0
  for (const [index, metres] of along.entries()) {
    const [before, here] = [points[index - 1], points[index]]
    if (before === undefined || here === undefined) continue
    const from = along[index - 1] ?? 0
    while (metres >= (splits.length + 1) * splitMetres) {
      const share = ((splits.length + 1) * splitMetres - from) / (metres - from)
      const at = before.at + share * (here.at - before.at)
      splits.push({ metres: splitMetres, milliseconds: at - startedAt })
      startedAt = at
    }
  }
  const rest = (along.at(-1) ?? 0) - splits.length * splitMetres
  const end = points.at(-1)?.at ?? startedAt
  return rest < 1 ? splits : [...splits, { metres: rest, milliseconds: end - startedAt }]
}
