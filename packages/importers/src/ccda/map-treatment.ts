/** Medicines, vaccines, procedures, visits and plans. */
import type { LocalClock } from '../local-time.ts'
import type { Section } from './document-walker.ts'
import {
  type Concept,
  firstConcept,
  identifiersOf,
  isNegated,
  momentOrPeriod,
  notesOf,
  performerOf,
  periodOf,
  quantityOf,
  related,
  spanOf,
} from './map-value.ts'
import { wordsOf } from './narrative.ts'
import { attribute, find, findAll, textOf, type XmlNode } from './xml-node.ts'

function productOf(node: XmlNode, section: Section): Concept | null {
  const product =
    find(node, 'consumable', 'manufacturedProduct') ?? find(node, 'product', 'manufacturedProduct')
  const material = find(product, 'manufacturedMaterial') ?? find(product, 'manufacturedLabeledDrug')
  const named = firstConcept(section, find(material, 'code'))
  const words = textOf(find(material, 'name')) || wordsOf(find(node, 'text'), section)
  if (named !== null) return named.text === undefined && words !== '' ? { ...named, text: words } : named
  return words === '' ? null : { text: words }
}

const MEDICATION_STATUSES: Readonly<Record<string, string>> = {
  active: 'active',
  aborted: 'stopped',
  suspended: 'on-hold',
  held: 'on-hold',
  cancelled: 'not-taken',
  new: 'intended',
  nullified: 'entered-in-error',
}

export function medicationOf(node: XmlNode, section: Section, clock: LocalClock): object | null {
  const medication = productOf(node, section)
  if (medication === null) return null
  const span = spanOf(node, clock)
  const reasons = related(node, 'observation', 'RSON').flatMap(
    (reason) => firstConcept(section, find(reason, 'value')) ?? [],
  )
  return {
    resourceType: 'MedicationStatement',
    ...identifiersOf(node),
    status: medicationStatus(node, span.last.text !== ''),
    medicationCodeableConcept: medication,
    ...(span.last.text === '' ? momentOrPeriod('effective', span) : { effectivePeriod: periodOf(span) }),
    ...(reasons.length > 0 && { reasonCode: reasons.slice(0, 16) }),
    ...dosageOf(node, section),
    ...notesOf(node, section),
  }
}

/** `completed` says of what is still taken only that it was written down, unless it has an end. */
function medicationStatus(node: XmlNode, hasEnd: boolean): string {
  if (isNegated(node)) return 'not-taken'
  const code = attribute(find(node, 'statusCode'), 'code')
  if (code === 'completed' && hasEnd) return 'completed'
  return MEDICATION_STATUSES[code] ?? 'unknown'
}

const PERIOD_UNITS = new Set(['s', 'min', 'h', 'd', 'wk', 'mo', 'a'])

function dosageOf(node: XmlNode, section: Section): object {
  const rhythm = findAll(node, 'effectiveTime').find((time) => /^PIVL_TS$/.test(attribute(time, 'type')))
  const period = quantityOf(find(rhythm ?? null, 'period'))
  const dose = quantityOf(find(node, 'doseQuantity'))
  const route = firstConcept(section, find(node, 'routeCode'))
  const text = wordsOf(find(node, 'text'), section)
  const isRhythm = period?.unit !== undefined && PERIOD_UNITS.has(period.unit)
  const dosage = {
    ...(text !== '' && { text }),
    ...(isRhythm && { timing: { repeat: { frequency: 1, period: period.value, periodUnit: period.unit } } }),
    ...(find(node, 'precondition') !== null && { asNeededBoolean: true }),
    ...(route !== null && { route }),
    ...(dose !== null && { doseAndRate: [{ doseQuantity: dose }] }),
  }
  return Object.keys(dosage).length > 0 ? { dosage: [dosage] } : {}
}

export function immunizationOf(node: XmlNode, section: Section, clock: LocalClock): object | null {
  const vaccine = productOf(node, section)
  if (vaccine === null) return null
  const { first } = spanOf(node, clock)
  const product = find(node, 'consumable', 'manufacturedProduct')
  const lot = textOf(find(product, 'manufacturedMaterial', 'lotNumberText'))
  const maker = textOf(find(product, 'manufacturerOrganization', 'name'))
  const route = firstConcept(section, find(node, 'routeCode'))
  const site = firstConcept(section, find(node, 'approachSiteCode'))
  const dose = quantityOf(find(node, 'doseQuantity'))
  return {
    resourceType: 'Immunization',
    ...identifiersOf(node),
    status: isNegated(node) ? 'not-done' : 'completed',
    vaccineCode: vaccine,
    ...(first.text !== '' && { occurrenceDateTime: first.text }),
    ...(lot !== '' && { lotNumber: lot }),
    ...(maker !== '' && { manufacturer: { display: maker } }),
    ...(route !== null && { route }),
    ...(site !== null && { site }),
    ...(dose !== null && { doseQuantity: dose }),
    ...notesOf(node, section),
  }
}

const PROCEDURE_STATUSES: Readonly<Record<string, string>> = {
  completed: 'completed',
  active: 'in-progress',
  aborted: 'stopped',
  cancelled: 'not-done',
  nullified: 'entered-in-error',
}

export function procedureOf(node: XmlNode, section: Section, clock: LocalClock): object | null {
  const words = wordsOf(find(node, 'text'), section)
  const code = firstConcept(section, find(node, 'code')) ?? (words === '' ? null : { text: words })
  if (code === null) return null
  const sites = findAll(node, 'targetSiteCode').flatMap((site) => firstConcept(section, site) ?? [])
  const reasons = related(node, 'observation', 'RSON').flatMap(
    (reason) => firstConcept(section, find(reason, 'value')) ?? [],
  )
  const performer = performerOf(node)
  return {
    resourceType: 'Procedure',
    ...identifiersOf(node),
    status: isNegated(node)
      ? 'not-done'
      : (PROCEDURE_STATUSES[attribute(find(node, 'statusCode'), 'code')] ?? 'unknown'),
    code,
    ...momentOrPeriod('performed', spanOf(node, clock)),
    ...(performer !== '' && { performer: [{ display: performer }] }),
    ...(sites.length > 0 && { bodySite: sites.slice(0, 16) }),
    ...(reasons.length > 0 && { reasonCode: reasons.slice(0, 16) }),
    ...notesOf(node, section),
  }
}

export function encounterOf(node: XmlNode, section: Section, clock: LocalClock): object | null {
  const words = wordsOf(find(node, 'text'), section)
  const type = firstConcept(section, find(node, 'code')) ?? (words === '' ? null : { text: words })
  const span = spanOf(node, clock)
  if (type === null && span.first.text === '') return null
  // Reasons, and the diagnoses that were made: both are observations further down.
  const findings = [
    ...related(node, 'observation'),
    ...related(node, 'act').flatMap((act) => related(act, 'observation')),
  ]
  const reasons = findings.flatMap((finding) => firstConcept(section, find(finding, 'value')) ?? [])
  const place = findAll(node, 'participant')
    .filter((participant) => attribute(participant, 'typeCode') === 'LOC')
    .map((participant) => textOf(find(participant, 'participantRole', 'playingEntity', 'name')))
    .find(Boolean)
  const performer = performerOf(node)
  return {
    resourceType: 'Encounter',
    ...identifiersOf(node),
    status: 'finished',
    ...(type !== null && { type: [type] }),
    ...(span.first.text !== '' && { period: periodOf(span) }),
    ...(reasons.length > 0 && { reasonCode: reasons.slice(0, 16) }),
    ...(place !== undefined && { serviceProvider: { display: place } }),
    ...(performer !== '' && { participant: [{ display: performer }] }),
  }
}

/** One thing that is planned: a visit, a test, a medicine, a goal, an instruction. */
export function planOf(node: XmlNode, section: Section, clock: LocalClock): object | null {
  const isGoal = attribute(node, 'moodCode') === 'GOL'
  const words = wordsOf(find(node, 'text'), section)
  const code = firstConcept(section, find(node, 'code')) ?? productOf(node, section)
  const value = firstConcept(section, find(node, 'value'))?.text ?? wordsOf(find(node, 'value'), section)
  const text = [code?.text ?? '', value, words].filter(Boolean).join(': ').slice(0, 2000)
  if (code === null && text === '') return null
  const span = spanOf(node, clock)
  return {
    resourceType: 'CarePlan',
    ...identifiersOf(node),
    status: 'active',
    intent: isGoal ? 'proposal' : 'plan',
    title: `${isGoal ? 'Goal: ' : ''}${code?.text ?? words}`.slice(0, 2000),
    ...(span.first.text !== '' && { period: periodOf(span) }),
    activity: [{ ...(code !== null && { code }), ...(text !== '' && { text }) }],
    ...notesOf(node, section),
  }
}
