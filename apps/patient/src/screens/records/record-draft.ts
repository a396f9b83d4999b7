/** A record by hand: from the few words of a form to the FHIR resource that is kept. */
import type { LocalDay, RecordContent } from '@nornos/health-model'

export const handKinds = ['conditions', 'medications', 'allergies', 'immunizations', 'encounters'] as const
export type HandKind = (typeof handKinds)[number]

export interface RecordDraft {
  readonly kind: HandKind
  readonly name: string
  readonly detail: string
  readonly day: LocalDay
}

export function recordOfDraft({ day, detail, kind, name }: RecordDraft): RecordContent {
  const concept = { text: name }
  const remark = detail === '' ? {} : { note: [{ text: detail }] }
  switch (kind) {
    case 'conditions':
      return { resourceType: 'Condition', code: concept, onsetDateTime: day, ...remark }
    case 'medications':
      return {
        resourceType: 'MedicationStatement',
        status: 'active',
        medicationCodeableConcept: concept,
        effectivePeriod: { start: day },
        ...(detail === '' ? {} : { dosage: [{ text: detail }] }),
      }
    case 'allergies':
      return {
        resourceType: 'AllergyIntolerance',
        code: concept,
        onsetDateTime: day,
        ...(detail === '' ? {} : { reaction: [{ manifestation: [{ text: detail }] }] }),
      }
    case 'immunizations':
      return {
        resourceType: 'Immunization',
        status: 'completed',
        vaccineCode: concept,
        occurrenceDateTime: day,
        ...(detail === '' ? {} : { lotNumber: detail }),
      }
    case 'encounters':
      return {
        resourceType: 'Encounter',
        status: 'finished',
        type: [concept],
        period: { start: day, end: day },
        ...(detail === '' ? {} : { serviceProvider: { display: detail } }),
      }
  }
}
