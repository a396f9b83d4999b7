/** Who shares with the doctor now. The list is the one truth about access: what leaves it leaves the screen. */
import type { Share } from '@nornos/contracts'
import { queryOptions } from '@tanstack/react-query'
import { expectAnswer } from './answer.ts'
import { api } from './api.ts'

export const sharesQuery = queryOptions({
  queryKey: ['shares'],
  queryFn: async ({ signal }): Promise<readonly Share[]> => {
    const { shareList } = await api()
    return (await expectAnswer(shareList({ signal }))).body.shares
  },
  staleTime: 60_000,
})

/** Names one share; a new version of it keeps the id, so its start belongs to the name. */
export function keyOfShare({ consentId, validFrom, validUntil, fields }: Share): string {
  return [consentId, validFrom, validUntil, ...fields].join(' ')
}
