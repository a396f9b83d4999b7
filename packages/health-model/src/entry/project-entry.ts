/**
 * What follows from an entry: samples for charts, a record for the list of records, or nothing. A pure function, so that
 * every device of a person makes the same. Read next: entry.ts.
 */
import { exhaustive } from '@nornos/std'
import { instantToMilliseconds } from '../instant.ts'
import type { MetricId } from '../metrics/catalogue.ts'
import { metric } from '../metrics/catalogue.ts'
import { isComplete, questionnaire, scoreOf } from '../questionnaire/questionnaires.ts'
import type { HealthRecord, RecordContent } from '../record/health-record.ts'
import type { SourceIdentity } from '../source.ts'
import type { Entry, EntryContent } from './entry.ts'

/** Everything that was written by hand has this source, on every device. */
export const manualSource: SourceIdentity = {
  name: 'Entered by hand',
  manufacturer: 'Nornos',
  model: '',
  hardware: '',
}

export interface EntrySample {
  readonly metric: MetricId
  /** Milliseconds since 1970. */
  readonly at: number
  readonly value: number
  readonly unit: string
  readonly zone: string
}

export interface EntryProjection {
  readonly samples: readonly EntrySample[]
  readonly record: HealthRecord | null
}

export function projectEntry(entry: Entry): EntryProjection {
  const found = recordOf(entry)
  return {
    samples: numbersOf(entry.content).map((one) => ({
      ...one,
      at: instantToMilliseconds(entry.at),
      zone: entry.zone,
    })),
    record:
      found === null
        ? null
        : {
            recordId: entry.entryId,
            metric: found.metric,
            source: manualSource,
            start: entry.at,
            end: null,
            zone: entry.zone,
            content: found.content,
          },
  }
}

type Numbers = Pick<EntrySample, 'metric' | 'value' | 'unit'>

function canonical(id: MetricId, value: number): Numbers {
  return { metric: id, value, unit: metric(id).unit }
}

function numbersOf(content: EntryContent): readonly Numbers[] {
  switch (content.kind) {
    case 'blood_pressure':
      return [
        canonical('bp_systolic', content.systolic),
        canonical('bp_diastolic', content.diastolic),
        ...(content.pulse === null ? [] : [canonical('bp_pulse', content.pulse)]),
      ]
    case 'measure':
      return [{ metric: content.metric, value: content.value, unit: content.unit }]
    case 'mood':
      return [canonical('mood', content.value)]
    case 'intake':
      return content.amounts.map(({ metric: id, value }) => canonical(id, value))
    case 'period':
      return [canonical('menstrual_flow', content.flow)]
    default:
      return []
  }
}

interface Found {
  readonly metric: MetricId
  readonly content: RecordContent
}

function recordOf({ at, content }: Entry): Found | null {
  switch (content.kind) {
    case 'symptom':
      return {
        metric: 'symptom',
        content: {
          resourceType: 'Observation',
          status: 'final',
          code: { text: content.name },
          effectiveDateTime: at,
          valueCodeableConcept: { text: content.severity },
          ...noteOf(content.remark),
        },
      }
    case 'medication_taken':
      return {
        metric: 'medication_taken',
        content: {
          resourceType: 'MedicationStatement',
          status: 'completed',
          medicationCodeableConcept: { text: content.name },
          effectiveDateTime: at,
          ...(content.dose === '' ? {} : { dosage: [{ text: content.dose }] }),
        },
      }
    case 'intake':
      return content.name === ''
        ? null
        : {
            metric: 'meal',
            content: {
              resourceType: 'Observation',
              status: 'final',
              code: { text: content.name },
              effectiveDateTime: at,
            },
          }
    case 'questionnaire':
      return answersOf(at, content)
    case 'record':
    case 'confirmed':
      return { metric: content.metric, content: content.content }
    case 'blood_pressure':
    case 'measure':
    case 'mood':
    case 'period':
    case 'note':
    case 'rejected':
    case 'stay':
      return null
    default:
      return exhaustive(content)
  }
}

/** One that is not finished is nobody's result. */
function answersOf(at: Entry['at'], content: Extract<EntryContent, { kind: 'questionnaire' }>): Found | null {
  const { answers, isDone, questionnaire: id } = content
  if (!isDone || !isComplete(id, answers)) return null
  const { items, metric: metricId } = questionnaire(id)
  return {
    metric: metricId,
    content: {
      resourceType: 'QuestionnaireResponse',
      questionnaire: id,
      status: 'completed',
      authored: at,
      item: items.map(({ linkId, text }, index) => {
        const answer = answers[index] ?? null
        return { linkId, text, ...(answer === null ? {} : { answer: [{ valueInteger: answer }] }) }
      }),
      score: scoreOf(id, answers),
    },
  }
}

function noteOf(remark: string) {
  return remark === '' ? {} : { note: [{ text: remark }] }
}
