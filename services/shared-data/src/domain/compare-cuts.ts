/** Did the consents get narrower? Then what they no longer cover is deleted and the rest gets a new key. */
import {
  type BlockCut,
  type ConsentState,
  coverageOfField,
  type FieldId,
  isStanding,
  type Resolution,
} from '@nornos/health-model'

export type CutsByField = ReadonlyMap<FieldId, readonly BlockCut[]>

/** What grants let through, also those whose end has come and was not acted upon yet. */
export function standingCuts(states: readonly ConsentState[]): CutsByField {
  const cuts = new Map<FieldId, BlockCut[]>()
  for (const { record } of states.filter(isStanding)) {
    for (const field of record.data_fields) {
      const cut = coverageOfField(record, field)
      if (cut !== null) cuts.set(field, [...(cuts.get(field) ?? []), cut])
    }
  }
  return cuts
}

/** True when something that was covered before is not covered now. */
export function isNarrower(before: readonly BlockCut[], after: readonly BlockCut[]): boolean {
  return before.some((old) =>
    [...old.metrics].some((metric) => !after.some((cut) => cut.metrics.has(metric) && reaches(cut, old))),
  )
}

const fineness: Readonly<Record<Resolution, number>> = { raw: 2, hourly: 1, daily: 0 }

function reaches(cut: BlockCut, old: BlockCut): boolean {
  if (fineness[cut.resolution] < fineness[old.resolution]) return false
  return cut.dataSince === null || (old.dataSince !== null && cut.dataSince <= old.dataSince)
}
