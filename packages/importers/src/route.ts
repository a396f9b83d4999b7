/** A route out of a list of places, as several vendors send it: in the order of time, or it is no route. */
import { millisecondsToInstant } from '@nornos/health-model'
import type { Emitter } from './emitter.ts'
import { sampleFault } from './sample-fault.ts'

export interface Place {
  /** Milliseconds since 1970, UTC. */
  readonly time: number
  /** Degrees. */
  readonly latitude: number
  readonly longitude: number
}

const PLACES_MAX = 200_000

export function emitRoute(emit: Emitter, all: readonly Place[]): void {
  const places = all.slice(0, PLACES_MAX)
  const [start, last] = [places[0]?.time, places.at(-1)?.time]
  if (start === undefined || last === undefined) return
  if (
    sampleFault(start, last, 0) !== null ||
    !places.every((place, index) => isNext(place, places[index - 1]))
  ) {
    emit.skip('workout_route', 'bad-value', 'A place or a time of the route cannot be read.')
    return
  }
  emit.record('workout_route', start, last, {
    resourceType: 'Track',
    workout: null,
    start: millisecondsToInstant(start),
    offsets: places.map(({ time }) => time - start),
    latitudes: places.map(({ latitude }) => latitude),
    longitudes: places.map(({ longitude }) => longitude),
    altitudes: null,
  })
}

function isNext({ time, latitude, longitude }: Place, before: Place | undefined): boolean {
  return time >= (before?.time ?? time) && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
}
