/** What a person has chosen so far on the way to a consent. */
import type { DoctorCard } from '@nornos/contracts'
import type { FieldId, Purpose } from '@nornos/health-model'

export interface ShareDraft {
  readonly doctor: DoctorCard | null
  readonly fields: readonly FieldId[]
  readonly purpose: Purpose
  readonly days: number
}
