/** Items are found by a keyed hash of their metric: the database alone does not say what is measured. */
import { createHmac } from 'node:crypto'
import type { MetricId, PatientId } from '@nornos/health-model'
import type { Bytes } from '@nornos/std'
import type { ItemForm } from '../domain/item-content.ts'

export interface MetricTags {
  /** 16 bytes, different for each patient. */
  tagOf(patientId: PatientId, metric: MetricId, form: ItemForm): Bytes
}

/** `key`: 32 bytes of a key file. */
export function createMetricTags(key: Bytes): MetricTags {
  return {
    tagOf: (patientId, metric, form) =>
      new Uint8Array(
        createHmac('sha256', key).update(`nornos/metric-tag/1\0${patientId}\0${metric}\0${form}`).digest(),
      ).slice(0, 16),
  }
}
