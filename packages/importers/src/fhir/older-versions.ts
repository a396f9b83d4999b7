/**
 * Resources of FHIR DSTU2 and STU3, which phones keep of hospitals for years, in the members of R4. A resource does not
 * state its version: what R4 calls otherwise or has as a list is told by its shape.
 */
import { isObject } from '../json/look.ts'

type Resource = { readonly [key: string]: unknown }

/** Of an R4 resource it is the same. */
export function asR4(resource: Resource, type: string): Resource {
  const listed = withLists(resource)
  const coded = isCoded(type) ? withCodedStatus(listed) : listed
  const renamed = withR4Names(type === 'AllergyIntolerance' ? withVerdict(coded) : coded)
  return withNegation(renamed)
}

/** What may come several times in R4 came once. */
const LISTS = ['category', 'interpretation', 'note']

function withLists(resource: Resource): Resource {
  const single = LISTS.filter((name) => isObject(resource[name]))
  return { ...resource, ...Object.fromEntries(single.map((name) => [name, [resource[name]]])) }
}

function isCoded(type: string): boolean {
  return type === 'Condition' || type === 'AllergyIntolerance'
}

const STATUSES = ['clinicalStatus', 'verificationStatus']

function withCodedStatus(resource: Resource): Resource {
  const plain = STATUSES.filter((name) => typeof resource[name] === 'string')
  return { ...resource, ...Object.fromEntries(plain.map((name) => [name, concept(resource[name])])) }
}

function concept(code: unknown): object {
  return { coding: [{ code }] }
}

const CRITICALITIES: ReadonlyMap<unknown, string> = new Map([
  ['CRITL', 'low'],
  ['CRITH', 'high'],
  ['CRITU', 'unable-to-assess'],
])
const CLINICAL: ReadonlySet<unknown> = new Set(['active', 'inactive', 'resolved'])

/** One `status` said both whether an allergy is there and whether that is certain. */
function withVerdict(resource: Resource): Resource {
  const { status, criticality, category } = resource
  const holder = CLINICAL.has(status) ? 'clinicalStatus' : 'verificationStatus'
  return {
    ...(resource['substance'] !== undefined && { code: resource['substance'] }),
    ...(typeof status === 'string' && { [holder]: concept(status) }),
    ...resource,
    ...(CRITICALITIES.has(criticality) && { criticality: CRITICALITIES.get(criticality) }),
    ...(typeof category === 'string' && { category: [category] }),
  }
}

const NAMES: readonly (readonly [older: string, name: string])[] = [
  ['dateRecorded', 'recordedDate'],
  ['assertedDate', 'recordedDate'],
  ['dateWritten', 'authoredOn'],
]

function withR4Names(resource: Resource): Resource {
  const renamed: Record<string, unknown> = {}
  for (const [older, name] of NAMES) if (resource[older] !== undefined) renamed[name] = resource[older]
  if (resource['vaccineCode'] !== undefined && resource['date'] !== undefined)
    renamed['occurrenceDateTime'] = resource['date']
  const remark = resource['comments'] ?? resource['comment'] ?? resource['notes']
  if (typeof remark === 'string') renamed['note'] = [{ text: remark }]
  return { ...renamed, ...resource }
}

/** What was not done stood beside a status that says that all is well. */
function withNegation(resource: Resource): Resource {
  const { wasNotGiven, notGiven, notPerformed, notDone, wasNotTaken, taken } = resource
  if ([wasNotGiven, notGiven, notPerformed, notDone].includes(true))
    return { ...resource, status: 'not-done' }
  return wasNotTaken === true || taken === 'n' ? { ...resource, status: 'not-taken' } : resource
}
