/** Diagnoses, medicines, allergies, vaccines, procedures: the metrics of the field `clinical_record`, one row each. Read next: metric.ts. */
import type { MetricRows } from './metric.ts'

export const clinicalRecordMetrics = {
  conditions: {
    title: 'Diagnoses',
    kind: 'record',
    unit: '1',
    day: 'each',
    loinc: ['11450-4'],
    names: { appleHealth: ['Condition'], others: ['FHIR Condition'] },
  },
  medications: {
    title: 'Medicines',
    kind: 'record',
    unit: '1',
    day: 'each',
    loinc: ['10160-0'],
    names: {
      appleHealth: ['MedicationRequest', 'MedicationStatement'],
      openMHealth: ['medication'],
      others: ['FHIR MedicationRequest', 'FHIR MedicationStatement'],
    },
  },
  medication_taken: {
    title: 'Medicine taken',
    kind: 'record',
    unit: '1',
    day: 'each',
    names: {},
  },
  allergies: {
    title: 'Allergies',
    kind: 'record',
    unit: '1',
    day: 'each',
    loinc: ['48765-2'],
    names: { appleHealth: ['AllergyIntolerance'], others: ['FHIR AllergyIntolerance'] },
  },
  immunizations: {
    title: 'Vaccines',
    kind: 'record',
    unit: '1',
    day: 'each',
    loinc: ['11369-6'],
    names: { appleHealth: ['Immunization'], others: ['FHIR Immunization'] },
  },
  procedures: {
    title: 'Procedures',
    kind: 'record',
    unit: '1',
    day: 'each',
    loinc: ['47519-4'],
    names: { appleHealth: ['Procedure'], others: ['FHIR Procedure'] },
  },
  encounters: {
    title: 'Visits to care',
    kind: 'record',
    unit: '1',
    day: 'each',
    loinc: ['46240-8'],
    names: { appleHealth: ['Encounter'], others: ['FHIR Encounter'] },
  },
  care_plan: {
    title: 'Care plan',
    kind: 'record',
    unit: '1',
    day: 'each',
    loinc: ['18776-5'],
    names: { appleHealth: ['CarePlan'], others: ['FHIR CarePlan'] },
  },
} as const satisfies MetricRows
