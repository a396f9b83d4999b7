/**
 * Any record server that lets patients fetch their records: SMART App Launch, standalone, and FHIR R4. First the whole
 * record at once; where that is not offered, kind by kind. Pages are links, which must stay on the server.
 */
import { listOf, memberOf, textOf } from '../domain/look-into.ts'
import { beginning, instantText } from '../domain/stretches.ts'
import type { Collection, Page, Vendor } from '../domain/vendor.ts'
import { VendorFailure } from '../domain/vendor-failure.ts'

const kinds = [
  ['patient', 'Patient', '_id'],
  ['observations-laboratory', 'Observation', 'patient', 'laboratory'],
  ['observations-vital-signs', 'Observation', 'patient', 'vital-signs'],
  ['conditions', 'Condition', 'patient'],
  ['medications', 'MedicationRequest', 'patient'],
  ['allergies', 'AllergyIntolerance', 'patient'],
  ['immunizations', 'Immunization', 'patient'],
  ['procedures', 'Procedure', 'patient'],
  ['reports', 'DiagnosticReport', 'patient'],
  ['documents', 'DocumentReference', 'patient'],
] as const

/** A next page on another server, or on another part of it, would be given the patient's token. */
function nextLink(json: unknown, { site }: Page): string | null {
  const link = listOf(json, 'link').find((one) => memberOf(one, 'relation') === 'next')
  const text = textOf(link, 'url')
  if (text === null) return null
  const base = new URL(`${site.apiUrl}/`)
  const next = URL.canParse(text, base) ? new URL(text, base) : null
  const isHere =
    next !== null &&
    next.origin === base.origin &&
    `${next.pathname}/`.startsWith(base.pathname) &&
    next.username === ''
  if (!isHere) throw new VendorFailure('answer-not-understood', 86_400)
  return next.href
}

const everything: Collection = {
  id: 'everything',
  daysMax: Number.POSITIVE_INFINITY,
  request: ({ site, account, stretch, place }) => {
    if (place !== null) return { method: 'GET', url: place }
    const url = new URL(`${site.apiUrl}/Patient/${encodeURIComponent(account)}/$everything`)
    if (stretch.from > beginning) url.searchParams.set('_since', instantText(stretch.from))
    return { method: 'GET', url: url.href }
  },
  next: nextLink,
  otherwise: kinds.map(([id]) => id),
}

function kind([id, type, member, category]: (typeof kinds)[number]): Collection {
  return {
    id,
    daysMax: Number.POSITIVE_INFINITY,
    isPolled: false,
    request: ({ site, account, stretch, place }) => {
      if (place !== null) return { method: 'GET', url: place }
      const url = new URL(`${site.apiUrl}/${type}`)
      url.searchParams.set(member, account)
      if (category !== undefined) url.searchParams.set('category', category)
      if (stretch.from > beginning) url.searchParams.set('_lastUpdated', `ge${instantText(stretch.from)}`)
      return { method: 'GET', url: url.href }
    },
    next: nextLink,
  }
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
  collections: [everything, ...kinds.map(kind)],
  accountOf: async (answer) => textOf(answer, 'patient'),
  revoke: (tokens, { revokeUrl, clientId }) => ({
    as: 'client',
    method: 'POST',
    url: revokeUrl ?? '',
    form: { token: tokens.refreshToken ?? tokens.accessToken, client_id: clientId },
  }),
  webhook: null,
}
