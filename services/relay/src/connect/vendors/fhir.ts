/**
 * Any record server that lets patients fetch their records: SMART App Launch, standalone, and FHIR R4. First the whole
 * record at once; where that is not offered, kind by kind. Pages are links, which must stay on the server; files that
 * documents and reports point at are fetched one by one where they are on it too.
 */
import { listOf, memberOf, textOf } from '../domain/look-into.ts'
import { beginning, instantText } from '../domain/stretches.ts'
import type { Collection, FollowedThing, Page, Vendor } from '../domain/vendor.ts'
import { VendorFailure } from '../domain/vendor-failure.ts'

const kinds = [
  ['patient', 'Patient', '_id'],
  ['observations-laboratory', 'Observation', 'patient', 'laboratory'],
  ['observations-vital-signs', 'Observation', 'patient', 'vital-signs'],
  ['conditions', 'Condition', 'patient'],
  ['medications', 'MedicationRequest', 'patient'],
  ['medication-statements', 'MedicationStatement', 'patient'],
  ['allergies', 'AllergyIntolerance', 'patient'],
  ['immunizations', 'Immunization', 'patient'],
  ['procedures', 'Procedure', 'patient'],
  ['care-plans', 'CarePlan', 'patient'],
  ['reports', 'DiagnosticReport', 'patient'],
  ['documents', 'DocumentReference', 'patient'],
] as const

/** Null for what is elsewhere, on another server or on another part of this one: it would be given the patient's token. */
function addressHere(text: string, { site }: Page): string | null {
  const base = new URL(`${site.apiUrl}/`)
  const found = URL.canParse(text, base) ? new URL(text, base) : null
  const isHere =
    found !== null &&
    found.origin === base.origin &&
    `${found.pathname}/`.startsWith(base.pathname) &&
    found.username === ''
  return isHere ? found.href : null
}

function nextLink(json: unknown, page: Page): string | null {
  const link = listOf(json, 'link').find((one) => memberOf(one, 'relation') === 'next')
  const text = textOf(link, 'url')
  if (text === null) return null
  const next = addressHere(text, page)
  if (next === null) throw new VendorFailure('answer-not-understood', 86_400)
  return next
}

/** In which lists of a resource its attachments are, and under which name there. */
const attachmentsOf: Readonly<Record<string, (resource: unknown) => readonly unknown[]>> = {
  DocumentReference: (resource) => listOf(resource, 'content').map((one) => memberOf(one, 'attachment')),
  DiagnosticReport: (resource) => listOf(resource, 'presentedForm'),
}

/** The files that a page's documents and reports only point at, where they are on this server. */
function attachments(json: unknown, page: Page): readonly FollowedThing[] {
  return listOf(json, 'entry').flatMap((entry) => {
    const resource = memberOf(entry, 'resource')
    const type = textOf(resource, 'resourceType') ?? ''
    const found = Object.hasOwn(attachmentsOf, type) ? attachmentsOf[type]?.(resource) : undefined
    return (found ?? []).flatMap((one) => {
      const url = textOf(one, 'url')
      // A place inside the answer is no address.
      const objectId = url === null || /^(#|$)/.test(url) ? null : addressHere(url, page)
      const version = [textOf(resource, 'meta', 'lastUpdated'), textOf(one, 'hash'), textOf(one, 'creation')]
      return objectId === null ? [] : [{ objectId, version: version.join(' ') }]
    })
  })
}

const asJson = { accept: 'application/fhir+json, application/json' }
const follow = { into: 'attachments', things: attachments }

const everything: Collection = {
  id: 'everything',
  daysMax: Number.POSITIVE_INFINITY,
  request: ({ site, account, stretch, place }) => {
    if (place !== null) return { ...asJson, method: 'GET', url: place }
    const url = new URL(`${site.apiUrl}/Patient/${encodeURIComponent(account)}/$everything`)
    if (stretch.from > beginning) url.searchParams.set('_since', instantText(stretch.from))
    return { ...asJson, method: 'GET', url: url.href }
  },
  next: nextLink,
  follow,
  otherwise: kinds.map(([id]) => id),
}

function kind([id, type, member, category]: (typeof kinds)[number]): Collection {
  return {
    id,
    daysMax: Number.POSITIVE_INFINITY,
    isPolled: false,
    request: ({ site, account, stretch, place }) => {
      if (place !== null) return { ...asJson, method: 'GET', url: place }
      const url = new URL(`${site.apiUrl}/${type}`)
      url.searchParams.set(member, account)
      if (category !== undefined) url.searchParams.set('category', category)
      if (stretch.from > beginning) url.searchParams.set('_lastUpdated', `ge${instantText(stretch.from)}`)
      return { ...asJson, method: 'GET', url: url.href }
    },
    next: nextLink,
    follow,
  }
}

/** A Binary comes as the file that it is, unless FHIR is asked for. */
const attachment: Collection = {
  id: 'attachments',
  daysMax: Number.POSITIVE_INFINITY,
  isPolled: false,
  isAttachment: true,
  request: ({ objectId }) => ({ accept: '*/*', method: 'GET', url: objectId ?? '' }),
}

export const fhir: Vendor = {
  id: 'fhir',
  name: 'Clinic',
  brings: ['labs', 'clinical_record', 'documents'],
  // Found out from the server itself: ../discover-server.ts.
  addresses: { authorizeUrl: '', tokenUrl: '', apiUrl: '', revokeUrl: null },
  scopes: ['launch/patient', 'patient/*.read', 'openid', 'fhirUser', 'offline_access'],
  usesPkce: true,
  clientAuthentication: 'body',
  backFillDays: 36_500,
  pollMinutes: 24 * 60,
  collections: [everything, ...kinds.map(kind), attachment],
  accountOf: async (answer) => textOf(answer, 'patient'),
  revoke: (tokens, { revokeUrl, clientId }) => ({
    as: 'client',
    method: 'POST',
    url: revokeUrl ?? '',
    form: { token: tokens.refreshToken ?? tokens.accessToken, client_id: clientId },
  }),
  webhook: null,
}
