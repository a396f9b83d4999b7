/** Who can read what. Consents are signed by the device; the list comes from where they are decided. */
import type { ConsentView, DoctorCard } from '@nornos/contracts'
import type { ConsentId } from '@nornos/health-model'
import type { ShareRequest } from '@nornos/store'
import { queryOptions } from '@tanstack/react-query'
import { device } from '#src/keys/device.ts'
import { expectAnswer } from './answer.ts'
import { api } from './api.ts'

export const consentsQuery = queryOptions({
  queryKey: ['consents'],
  staleTime: 0,
  queryFn: async ({ signal }) => {
    const { body } = await expectAnswer((await api()).consentList({ signal }))
    return body.consents
  },
})

/** Null when no doctor has this code. */
export async function findDoctor(code: string): Promise<DoctorCard | null> {
  const reply = await (await api()).doctorLookup({ params: { code } })
  if (reply.status === 404) return null
  return (await expectAnswer(Promise.resolve(reply))).body
}

export async function share(request: ShareRequest) {
  return (await device()).share(request)
}

export async function stopSharing(consentId: ConsentId) {
  return (await device()).stopSharing(consentId)
}

/** People before agents: they are who the person thinks of. */
export function peopleFirst(consents: readonly ConsentView[]): ConsentView[] {
  const rank = ({ record }: ConsentView) => Number(record.granted_to_type === 'agent')
  return consents.toSorted((left, right) => rank(left) - rank(right))
}

/** Those that open something now or will; the others are history. */
export function isActive({ state }: ConsentView): boolean {
  return state === 'live' || state === 'not_yet'
}
