/** What a reader may see of one field: what every consent of their token lets through. */
import {
  type BlockCut,
  type ConsentRecord,
  coverageOfField,
  type FieldId,
  type Resolution,
} from '@nornos/health-model'

const coarsest: readonly Resolution[] = ['daily', 'hourly', 'raw']

/** Null when some consent lets nothing through, or there is none. */
export function readerCut(consents: readonly ConsentRecord[], field: FieldId): BlockCut | null {
  const cuts = consents.map((record) => coverageOfField(record, field))
  let all: BlockCut | null = null
  for (const cut of cuts) {
    if (cut === null) return null
    all = all === null ? cut : intersect(all, cut)
  }
  return all
}

function intersect(left: BlockCut, right: BlockCut): BlockCut {
  const metrics = new Set([...left.metrics].filter((metric) => right.metrics.has(metric)))
  return {
    metrics,
    dataSince:
      left.dataSince === null || right.dataSince === null
        ? (left.dataSince ?? right.dataSince)
        : Math.max(left.dataSince, right.dataSince),
    resolution:
      coarsest.find((resolution) => [left.resolution, right.resolution].includes(resolution)) ?? 'daily',
  }
}

export type SeriesResolution = 'raw' | 'hour' | 'day' | 'month'

/** The asked resolution, or the finest that the consent allows. */
export function cappedResolution(
  asked: SeriesResolution,
  cut: Pick<BlockCut, 'resolution'>,
): SeriesResolution {
  if (cut.resolution === 'daily' && (asked === 'raw' || asked === 'hour')) return 'day'
  return cut.resolution === 'hourly' && asked === 'raw' ? 'hour' : asked
}
