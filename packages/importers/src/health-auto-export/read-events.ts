/**
 * What Health Auto Export lists beside metrics, an event each: symptoms, states of mind, alerts of the heart, the cycle
 * and doses of medicines. Apple's own names are the key to the metric, as in Apple's export.
 */
import {
  type CodeTableId,
  type Instant,
  metric,
  millisecondsToInstant,
  type RecordContent,
} from '@nornos/health-model'
import { APPLE_SYSTEM } from '../apple/bout-records.ts'
import { categoryCode } from '../apple/category-codes.ts'
import { metricOfType } from '../apple/record-channels.ts'
import type { ImportContext } from '../format.ts'
import { at, listAt, numberAt, textAt } from '../json/look.ts'
import { sampleFault } from '../sample-fault.ts'
import { appleWords, type Sources, spanOf, timeOf } from './auto-export-look.ts'

export type ReadEvent = (item: unknown, sources: Sources, context: ImportContext) => void

const CATEGORY = 'HKCategoryTypeIdentifier'
const VALUE = 'HKCategoryValue'
const TEXT_MAX = 200

/** The one symptom that the app calls otherwise than Apple. */
const SYMPTOMS: Readonly<Record<string, string>> = { BodyAndMuscleAche: 'GeneralizedBodyAche' }

export function readSymptom(item: unknown, sources: Sources): void {
  const emit = sources(textAt(item, 'source'))
  const name = textAt(item, 'name').slice(0, TEXT_MAX)
  const severity = textAt(item, 'severity').slice(0, TEXT_MAX)
  const words = appleWords(name)
  const type = `${CATEGORY}${SYMPTOMS[words] ?? words}`
  emit.count('symptom')
  if (name === '') {
    emit.unknown('symptoms', item)
    return
  }
  const coding = (code: string) => ({ coding: [{ system: APPLE_SYSTEM, code }] })
  const { start, end } = spanOf(item)
  emit.record('symptom', start, end, {
    resourceType: 'Observation',
    status: 'final',
    code: { ...(metricOfType(type) === 'symptom' && coding(type)), text: name },
    ...effective(start),
    ...(severity !== '' && {
      valueCodeableConcept: { ...coding(`${VALUE}Severity${appleWords(severity)}`), text: severity },
    }),
  })
}

/** Nothing for a time that is none: then the record is left out and told. */
function effective(time: number): { effectiveDateTime?: Instant } {
  return sampleFault(time, time, 0) === null ? { effectiveDateTime: millisecondsToInstant(time) } : {}
}

/** From −1, very unpleasant, to 1. What it was called and what it came from have no place in a sample. */
export function readStateOfMind(item: unknown, sources: Sources, { report }: ImportContext): void {
  const emit = sources(textAt(item, 'source'))
  const valence = numberAt(item, 'valence')
  const { start, end } = spanOf(item)
  emit.count('stateOfMind')
  if (valence === null) emit.unknown('stateOfMind', item)
  else emit.sample('mood', start, end, valence)
  for (const member of ['labels', 'associations']) {
    const howMany = listAt(item, member).length
    if (howMany > 0) report.notKept(`stateOfMind.${member}`, howMany)
  }
}

/** A watch warns above 100 to 150 and below 40 to 50: between them lies no threshold. */
const THRESHOLD_BETWEEN = 75

/** Which alert it was is not said: only those of a high or low rate have a threshold. */
export function readHeartNotification(item: unknown, sources: Sources, { report }: ImportContext): void {
  const emit = sources(textAt(item, 'source'))
  const threshold = numberAt(item, 'threshold')
  const { start, end } = spanOf(item)
  emit.count('heartRateNotification')
  if (threshold === null) emit.sample('irregular_rhythm_event', start, end, 1)
  else
    emit.sample(
      threshold > THRESHOLD_BETWEEN ? 'heart_rate_alert_high' : 'heart_rate_alert_low',
      start,
      end,
      1,
    )
  for (const reading of listAt(item, 'heartRate')) {
    const span = spanOf(at(reading, 'timestamp'))
    emit.sample('heart_rate', span.start, span.end, numberAt(reading, 'hr'))
  }
  const variations = listAt(item, 'heartRateVariation').length
  if (variations > 0) report.notKept('heartRateNotifications.heartRateVariation', variations)
}

export function readCycle(item: unknown, sources: Sources): void {
  const emit = sources(textAt(item, 'source'))
  const words = appleWords(textAt(item, 'name'))
  const id = metricOfType(`${CATEGORY}${words}`)
  const row = id === null ? null : metric(id)
  const { start, end } = spanOf(item)
  emit.count('cycleTracking')
  if (row === null || (row.codes === undefined && row.unit !== '{event}'))
    emit.unknown(`cycleTracking ${words.slice(0, 60)}`, item)
  else if (row.codes === undefined) emit.sample(row.id, start, end, 1)
  else {
    const code = cycleCode(row.codes, words, textAt(item, 'value'))
    if (Number.isNaN(code)) emit.skip(row.id, 'unknown-code', textAt(item, 'value'))
    else emit.sample(row.id, start, end, code)
  }
}

/** A pregnancy has no value of its own. */
function cycleCode(table: CodeTableId, words: string, value: string): number {
  if (words === 'Pregnancy') return categoryCode(table, 'NotApplicable')
  return categoryCode(table, `${words}${appleWords(value)}`)
}

const STATUS: Readonly<Record<string, string>> = { Taken: 'completed', Skipped: 'not-taken' }
/** A start so far before its schedule is when the medicine was entered, not when it was taken. */
const APART_MAX = 24 * 60 * 60 * 1000
const CODINGS_MAX = 16

/** A dose that the person said was taken or not. Of one that nobody answered for nothing is known: it is kept raw. */
export function readMedication(item: unknown, sources: Sources): void {
  const emit = sources(textAt(item, 'source'))
  const status = STATUS[textAt(item, 'status')]
  const text = (textAt(item, 'displayText') || textAt(item, 'nickname')).trim().slice(0, TEXT_MAX)
  emit.count('medication')
  if (status === undefined || text === '') {
    emit.unknown(`medications ${textAt(item, 'status').slice(0, 60)}`.trim(), item)
    return
  }
  const time = timeOfDose(item)
  emit.record('medication_taken', time, null, medicationContent(item, time, status, text))
}

function timeOfDose(item: unknown): number {
  const start = timeOf(textAt(item, 'start'))
  const scheduled = timeOf(textAt(item, 'scheduledDate'))
  return Number.isNaN(start) || scheduled - start > APART_MAX ? scheduled : start
}

function medicationContent(item: unknown, time: number, status: string, text: string): RecordContent {
  const coding = listAt(item, 'codings').slice(0, CODINGS_MAX).map(codingOf)
  const dose = numberAt(item, 'dosage')
  const units = textAt(item, 'units').slice(0, TEXT_MAX)
  const form = textAt(item, 'form').slice(0, TEXT_MAX)
  const words = [dose === null ? '' : String(dose), units === 'count' ? '' : units, form]
  const dosage = words.filter((word) => word !== '').join(' ')
  // A dose that was skipped comes with an amount all the same, which nobody took.
  const hasDose = status === 'completed' && dose !== null
  return {
    resourceType: 'MedicationStatement',
    status,
    medicationCodeableConcept: { ...(coding.length > 0 && { coding }), text },
    ...effective(time),
    ...(hasDose && { dosage: [{ text: dosage }] }),
  }
}

function codingOf(item: unknown): { system?: string; version?: string; code?: string } {
  const told = (member: string) => {
    const found = textAt(item, member).slice(0, TEXT_MAX)
    return found === '' ? {} : { [member]: found }
  }
  return { ...told('system'), ...told('version'), ...told('code') }
}
