/** Blood pressure in pairs: the two values that one source measured at one moment. A value alone is no pair. */
import { canonicalSamples, type LocalDay, localDayToNumber } from '@nornos/health-model'
import type { OpenDevice } from '../open-device.ts'
import { localDayStart } from '../query/local-day-start.ts'
import { readStreams } from '../query/read-samples.ts'
import type { PressureView } from './health-view-shapes.ts'
import { minuteOf } from './read-glucose.ts'

export async function readPressures(
  device: OpenDevice,
  from: LocalDay,
  to: LocalDay,
): Promise<readonly PressureView[]> {
  const { knowledge } = device
  const start = localDayStart(knowledge, localDayToNumber(from))
  const end = localDayStart(knowledge, localDayToNumber(to) + 1)
  const diastolic = await readStreams(device, 'bp_diastolic', start, end)
  const pairs: PressureView[] = []
  for (const [source, blocks] of await readStreams(device, 'bp_systolic', start, end)) {
    const lower = new Map<number, number>()
    for (const sample of canonicalSamples(diastolic.get(source) ?? [])) lower.set(sample.start, sample.value)
    for (const { start: at, value, zone } of canonicalSamples(blocks)) {
      const low = lower.get(at)
      if (low === undefined || at < start || at >= end) continue
      const name = knowledge.sources.get(source)?.name ?? ''
      const part = partOf(minuteOf(device, at, zone))
      pairs.push({ at, systolic: value, diastolic: low, part, source: name })
    }
  }
  return pairs.sort((left, right) => right.at - left.at)
}

function partOf(minute: number | null): PressureView['part'] {
  if (minute === null || minute < 4 * 60) return 'other'
  if (minute < 12 * 60) return 'morning'
  return minute >= 16 * 60 ? 'evening' : 'other'
}
