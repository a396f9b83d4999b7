/** Who shares with the doctor now. The list is the one truth about access: what leaves it leaves the screen. */
import type { Share } from '@nornos/contracts'
import { queryOptions } from '@tanstack/react-query'
import { expectAnswer } from './answer.ts'
import { api } from './api.ts'

/** A network that is gone does not say so: an answer that takes longer counts as none, in milliseconds. */
const waitMs = 10_000

export const sharesQuery = queryOptions({
  queryKey: ['shares'],
  queryFn: async ({ signal }): Promise<readonly Share[]> => {
    const { shareList } = await api()
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(waitMs)])
    return (await expectAnswer(shareList({ signal: inTime }))).body.shares
  },
  staleTime: 60_000,
})

/** Names one share; a new version of it keeps the id, so its start belongs to the name. */
export function keyOfShare({ consentId, validFrom, validUntil, fields }: Share): string {
  return [consentId, validFrom, validUntil, ...fields].join(' ')
}
