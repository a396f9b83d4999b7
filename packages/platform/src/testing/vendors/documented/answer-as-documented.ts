/** A stand-in that answers each collection of its vendor in the documented shape, whatever stretch it is asked for. */
import type { Collection, Vendor } from '@nornos/relay/connect/vendors'
import type { Answer, Asked } from '../stand-in.ts'
import type { DocumentedAnswers } from './documented-answers.ts'

const someTime = new Date('2025-03-01T00:00:00Z')
const stretch = { from: someTime, until: new Date(someTime.getTime() + 86_400_000) }

/** Null for what is no collection of the vendor: who the person is, ordering notices. */
export function answerAsDocumented(
  vendor: Vendor,
  answers: DocumentedAnswers,
  asked: Asked,
  day: string,
): Answer | null {
  const collection = vendor.collections.find((one) => isOf(vendor, one, asked))
  const answer = collection === undefined ? undefined : answers[collection.id]
  if (answer === undefined) return null
  const body = answer(day)
  return body === null ? { status: 202 } : { body }
}

/** Asked for a list: by its path with all days alike, and by the action of a form. */
function isOf(vendor: Vendor, collection: Collection, { url, form, method }: Asked): boolean {
  const site = {
    ...vendor.addresses,
    apiUrl: url.origin,
    clientId: '',
    clientSecret: null,
    webhookSecret: null,
  }
  const request = collection.request({ site, account: '', stretch, place: null, objectId: null })
  const isPath = withoutDays(new URL(request.url).pathname) === withoutDays(url.pathname)
  return method === request.method && isPath && (request.form?.['action'] ?? null) === form.get('action')
}

function withoutDays(path: string): string {
  return path.replaceAll(/\d{4}-\d\d-\d\d/g, '*')
}
