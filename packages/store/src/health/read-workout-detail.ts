/** The route and the heart rate of one workout. */
import { canonicalSamples, type RoutePoint, routeFigures, type SourceId } from '@nornos/health-model'
import { readRecord } from '../objects/object-reader.ts'
import { sourceIdOf } from '../objects/source-ids.ts'
import type { OpenDevice } from '../open-device.ts'
import { readerOf, readStreams } from '../query/read-samples.ts'
import type { WorkoutDetailView } from './health-view-shapes.ts'

/** More than a screen has pixels; the figures are made of all points. */
const pointsMax = 1_500

export async function readWorkoutDetail(
  device: OpenDevice,
  start: number,
  end: number,
): Promise<WorkoutDetailView> {
  const points = await readRoute(device, start, end)
  const { along, ...figures } = routeFigures(points)
  const every = Math.max(1, Math.ceil(points.length / pointsMax))
  const isShown = (_: unknown, index: number) => index % every === 0 || index === points.length - 1
  return {
    route: points.filter(isShown),
    along: along.filter(isShown),
    figures: points.length > 1 ? figures : null,
    heartRate: await readHeartRate(device, start, end),
  }
}

/** As one source recorded it: two lines of the same run laid over each other would zigzag between them. */
async function readRoute(device: OpenDevice, start: number, end: number): Promise<readonly RoutePoint[]> {
  const routes = await readRoutes(device, start, end)
  const named = device.knowledge.sourceOrder.filter((source) => routes.has(source))
  const [best] = [...named, ...[...routes.keys()].sort()]
  const points = best === undefined ? [] : (routes.get(best) ?? [])
  return points.toSorted((left, right) => left.at - right.at)
}

async function readRoutes(
  device: OpenDevice,
  start: number,
  end: number,
): Promise<ReadonlyMap<SourceId, readonly RoutePoint[]>> {
  const routes = new Map<SourceId, RoutePoint[]>()
  for (const entry of device.catalog.metric('workout_route').records) {
    if (entry.from === null || entry.from >= end || (entry.to ?? entry.from) <= start) continue
    const { content, source } = await readRecord(device.session.vault, readerOf(device), entry)
    if (content.resourceType !== 'Track') continue
    const sourceId = await sourceIdOf(source)
    const points = routes.get(sourceId) ?? []
    routes.set(sourceId, points)
    const begins = Date.parse(content.start)
    for (const [index, offset] of content.offsets.entries()) {
      const [latitude, longitude] = [content.latitudes[index], content.longitudes[index]]
      if (latitude === undefined || longitude === undefined) continue
      points.push({ at: begins + offset, latitude, longitude, altitude: content.altitudes?.[index] ?? null })
    }
  }
  return routes
}

async function readHeartRate(
  device: OpenDevice,
  start: number,
  end: number,
): Promise<WorkoutDetailView['heartRate']> {
  const blocks = [...(await readStreams(device, 'heart_rate', start, end)).values()].flat()
  let [count, sum, lowest, highest] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const sample of canonicalSamples(blocks)) {
    if (sample.start < start || sample.start >= end) continue
    count++
    sum += sample.value
    lowest = Math.min(lowest, sample.value)
    highest = Math.max(highest, sample.value)
  }
  return count === 0 ? null : { lowest, mean: sum / count, highest }
}
