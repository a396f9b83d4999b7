/** The glucose profile of a window of local days. Sensors are never mixed: the one with the most readings speaks. */
import {
  canonicalSamples,
  type GlucoseReading,
  glucoseProfile,
  type LocalDay,
  localDayToNumber,
  zoneOffset,
} from '@nornos/health-model'
import type { OpenDevice } from '../open-device.ts'
import { localDayStart } from '../query/local-day-start.ts'
import { readStreams } from '../query/read-samples.ts'
import type { GlucoseView } from './health-view-shapes.ts'

export async function readGlucose(
  device: OpenDevice,
  from: LocalDay,
  to: LocalDay,
): Promise<GlucoseView | null> {
  const { knowledge } = device
  const start = localDayStart(knowledge, localDayToNumber(from))
  const end = localDayStart(knowledge, localDayToNumber(to) + 1)
  let best: GlucoseView | null = null
  for (const [source, blocks] of await readStreams(device, 'glucose_cgm', start, end)) {
    const readings: GlucoseReading[] = []
    for (const sample of canonicalSamples(blocks)) {
      const minute = minuteOf(device, sample.start, sample.zone)
      if (sample.start < start || sample.start >= end || minute === null) continue
      readings.push({ at: sample.start, minute, value: sample.value })
    }
    const profile = glucoseProfile(readings, end - start)
    if (profile === null || profile.readings <= (best?.profile.readings ?? 0)) continue
    best = { source: knowledge.sources.get(source)?.name ?? '', profile }
  }
  return best
}

/** The minute of the person's day; null where nobody knows the zone. */
export function minuteOf({ knowledge }: OpenDevice, at: number, stated: string): number | null {
  const zone = knowledge.findZone(at, stated)
  const offset = zone === null ? null : zoneOffset(at, zone)
  return offset === null ? null : Math.floor((at + offset) / 60_000) % 1_440
}
