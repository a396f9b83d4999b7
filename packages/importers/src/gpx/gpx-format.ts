/** GPX: a route with times, such as those of an Apple Health export. Speed is read where Apple writes it. */
import { millisecondsToInstant } from '@nornos/health-model'
import { createEmitter, type Emitter } from '../emitter.ts'
import type { Format } from '../format.ts'
import { utcTime } from '../local-time.ts'
import { readPieces } from '../read-pieces.ts'
import { sampleFault } from '../sample-fault.ts'
import { hashText } from '../text/word-hash.ts'
import { attributeText, CLOSE, type Tag, tagName, tagText } from '../xml/tag.ts'
import { createTagScanner } from '../xml/tag-scanner.ts'

const decoder = new TextDecoder('utf-8')
const LATITUDE = hashText('lat')
const LONGITUDE = hashText('lon')
const POINTS_MAX = 200_000

export const gpx: Format = {
  id: 'gpx',
  matches: (first) => /<gpx[\s>]/.test(decoder.decode(first)),
  async read(reader, context) {
    const emit = createEmitter(context, { name: 'GPX' })
    const track = createTrack(emit)
    const scanner = createTagScanner({
      tag: track.tag,
      broken: (offset) => context.report.skip('', 'broken-markup', offset, ''),
    })
    await readPieces(reader, context, scanner.push)
    track.finish()
    const cut = scanner.finish()
    if (cut !== null || !track.hasEnded()) context.report.partial(cut ?? 0, 'The file ends too early.')
  },
}

interface Point {
  readonly latitude: number
  readonly longitude: number
  altitude: number
  time: number
}

function createTrack(emit: Emitter): { tag(tag: Tag): void; finish(): void; hasEnded(): boolean } {
  const points: Point[] = []
  let point: Point | null = null
  let hasEnded = false

  function open(name: string, tag: Tag): void {
    if (name !== 'trkpt') return
    const latitude = Number(attributeText(tag, LATITUDE) ?? Number.NaN)
    const longitude = Number(attributeText(tag, LONGITUDE) ?? Number.NaN)
    point = { latitude, longitude, altitude: Number.NaN, time: Number.NaN }
  }

  function close(name: string, tag: Tag): void {
    if (name === 'gpx') hasEnded = true
    if (point === null) return
    if (name === 'ele') point.altitude = Number(tagText(tag))
    else if (name === 'time') point.time = utcTime(tagText(tag).trim())
    else if (name === 'trkpt') addPoint(point)
  }

  function addPoint(one: Point): void {
    emit.count('point')
    point = null
    const isPlace = Math.abs(one.latitude) <= 90 && Math.abs(one.longitude) <= 180
    if (!isPlace) emit.skip('point', 'bad-value', '')
    else if (sampleFault(one.time, one.time, 0) !== null) emit.skip('point', 'bad-date', '')
    else if (points.length < POINTS_MAX) points.push(one)
  }

  return {
    tag: (tag) => (tag.kind === CLOSE ? close(tagName(tag), tag) : open(tagName(tag), tag)),
    hasEnded: () => hasEnded,
    finish: () => emitTrack(emit, points),
  }
}

function emitTrack(emit: Emitter, points: readonly Point[]): void {
  const start = points[0]?.time
  if (start === undefined) return
  const altitudes = points.map((point) => point.altitude)
  for (const { time, altitude } of points)
    if (!Number.isNaN(altitude)) emit.sample('altitude_track', time, time, altitude)
  emit.record('workout_route', start, points.at(-1)?.time ?? start, {
    resourceType: 'Track',
    workout: null,
    start: millisecondsToInstant(start),
    offsets: points.map((point) => point.time - start),
    latitudes: points.map((point) => point.latitude),
    longitudes: points.map((point) => point.longitude),
    altitudes: altitudes.some(Number.isNaN) ? null : altitudes,
  })
}
