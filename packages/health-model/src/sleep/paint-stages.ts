/**
 * One stage at each moment of one source's sleep. Sources write the same night several times over: "in bed" around
 * everything, "asleep" around the stages, and doubles inside each other. What says more wins; nothing counts twice.
 */
import { codeWord, type SleepStage } from '../codes.ts'
import { SourceId } from '../ids.ts'
import type { CanonicalSample } from '../series/canonical-sample.ts'
import { mergeSources } from '../series/merge-sources.ts'

export interface PaintedSpan {
  /** Milliseconds since 1970. */
  readonly start: number
  readonly end: number
  readonly stage: SleepStage
  readonly zone: string
}

/** What says more comes first; `out_of_bed` says nothing about sleep and is left out. */
const layers: readonly (readonly SleepStage[])[] = [
  ['deep', 'rem', 'light', 'awake'],
  ['asleep_unspecified'],
  ['in_bed'],
]

const layerIds = layers.map((_, index) => SourceId.parse(index.toString(16).padStart(32, '0')))

/** The samples are of one source; their values are codes of `sleep_stage`. The spans come in order and never overlap. */
export function paintStages(samples: Iterable<CanonicalSample>): PaintedSpan[] {
  const layered: (CanonicalSample & { readonly stage: SleepStage })[] = []
  for (const sample of samples) {
    const stage = codeWord('sleep_stage', sample.value)
    const layer = layerIds[layers.findIndex((stages) => stage !== null && stages.includes(stage))]
    if (stage !== null && layer !== undefined) layered.push({ ...sample, source: layer, stage })
  }
  const lasting = layered.filter(({ start, end }) => end > start)
  return joinEqual(
    mergeSources(lasting, layerIds).map(({ start, end, stage, zone }) => ({ start, end, stage, zone })),
  )
}

function joinEqual(spans: readonly PaintedSpan[]): PaintedSpan[] {
  const joined: PaintedSpan[] = []
  for (const span of spans) {
    const last = joined.at(-1)
    if (last !== undefined && last.end === span.start && last.stage === span.stage) {
      joined[joined.length - 1] = { ...last, end: span.end }
    } else joined.push(span)
  }
  return joined
}
