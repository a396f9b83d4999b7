/** A record in a few words, for lists: what it is, what it says, when. Words are those of its source. */
import type { CodeableConcept, Quantity, Range } from './fhir/datatypes.ts'
import type { Observation } from './fhir/observation.ts'
import type { HealthRecord, RecordContent } from './health-record.ts'

export interface RecordSummary {
  /** Empty when the source does not say. */
  readonly title: string
  readonly detail: string
}

export function summarizeRecord({ content }: Pick<HealthRecord, 'content'>): RecordSummary {
  switch (content.resourceType) {
    case 'Observation':
      return { title: conceptText(content.code), detail: observationText(content) }
    case 'Condition':
      return {
        title: conceptText(content.code),
        detail: words(conceptText(content.clinicalStatus), conceptText(content.severity)),
      }
    case 'MedicationStatement':
      return {
        title: conceptText(content.medicationCodeableConcept),
        detail: words(content.dosage?.[0]?.text ?? '', content.status),
      }
    case 'MedicationRequest':
      return {
        title: conceptText(content.medicationCodeableConcept),
        detail: words(content.dosageInstruction?.[0]?.text ?? '', content.status),
      }
    case 'AllergyIntolerance':
      return { title: conceptText(content.code), detail: allergyText(content) }
    case 'Immunization':
      return { title: conceptText(content.vaccineCode), detail: content.lotNumber ?? '' }
    case 'Procedure':
      return { title: conceptText(content.code), detail: conceptText(content.outcome) }
    case 'Encounter':
      return {
        title: conceptText(content.type?.[0]) || conceptText(content.class),
        detail: words(content.serviceProvider?.display ?? '', conceptText(content.reasonCode?.[0])),
      }
    case 'CarePlan':
      return { title: content.title ?? conceptText(content.category?.[0]), detail: content.description ?? '' }
    case 'DocumentReference':
      return {
        title: content.description ?? content.attachment.fileName,
        detail: words(conceptText(content.type), content.attachment.fileName),
      }
    case 'QuestionnaireResponse':
      return {
        title: content.questionnaire,
        detail: content.score === undefined ? '' : String(content.score),
      }
    case 'TreatmentPlan':
      return { title: content.title, detail: content.author.name }
    default:
      return { title: '', detail: '' }
  }
}

/** The words of a concept: its text, else what its first coding displays, else its code. */
export function conceptText(concept: CodeableConcept | undefined): string {
  const coding = concept?.coding?.find(({ display }) => display !== undefined) ?? concept?.coding?.[0]
  return concept?.text ?? coding?.display ?? coding?.code ?? ''
}

export function quantityText({ comparator, unit, code, value }: Quantity): string {
  const number = value === undefined ? '' : `${comparator === undefined ? '' : `${comparator} `}${value}`
  return `${number} ${unit ?? code ?? ''}`.trim()
}

export function observationText(content: Observation): string {
  const { valueBoolean, valueInteger, valueQuantity, valueRange, valueString } = content
  if (valueQuantity !== undefined) return quantityText(valueQuantity)
  if (valueRange !== undefined) return rangeText(valueRange)
  if (valueString !== undefined) return valueString.slice(0, 200)
  if (valueInteger !== undefined) return String(valueInteger)
  if (valueBoolean !== undefined) return String(valueBoolean)
  return conceptText(content.valueCodeableConcept)
}

/** `38 – 52 ms`; an open end is left out. */
function rangeText({ low, high }: Range): string {
  const from = low?.unit === high?.unit ? String(low?.value ?? '') : quantityText(low ?? {})
  return `${from} – ${quantityText(high ?? {})}`.trim()
}

function allergyText(content: Extract<RecordContent, { resourceType: 'AllergyIntolerance' }>): string {
  const reactions = content.reaction?.flatMap(({ manifestation }) => manifestation.map(conceptText)) ?? []
  return words(reactions.join(', '), content.criticality ?? '')
}

function words(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ')
}
