/** Connections and tokens of apps that send: kept by relay's connect process. */
import { ConnectionError } from '@nornos/client'
import type { Connection, VendorId } from '@nornos/contracts'
import { queryOptions } from '@tanstack/react-query'
import { expectAnswer } from './answer.ts'
import { api } from './api.ts'

const whileFetchingMs = 3_000

export const connectionsQuery = queryOptions({
  queryKey: ['connections'],
  staleTime: 0,
  queryFn: async ({ signal }) => (await expectAnswer((await api()).connectionList({ signal }))).body,
  // While something is on its way the person wants to see it arrive.
  refetchInterval: ({ state }) =>
    state.data?.connections.some(({ isSyncing }) => isSyncing) ? whileFetchingMs : false,
})

export const ingestTokensQuery = queryOptions({
  queryKey: ['ingest-tokens'],
  staleTime: 0,
  queryFn: async ({ signal }) => (await expectAnswer((await api()).ingestTokenList({ signal }))).body.tokens,
})

const startProblems = [
  'vendor-not-set-up',
  'server-refused',
  'vendor-not-reached',
  'too-many-connections',
] as const
export type StartProblem = (typeof startProblems)[number] | 'other'

/** Leaves the app for the vendor's page; resolves only when that was not possible. */
export async function beginConnection(vendor: VendorId, serverUrl?: string): Promise<StartProblem> {
  try {
    const body = { vendor, ...(serverUrl === undefined ? {} : { serverUrl }) }
    const reply = await (await api()).connectionStart({ body })
    if (reply.problem === undefined) {
      location.assign(reply.body.authorizationUrl)
      return await new Promise<never>(() => undefined)
    }
    return startProblems.find((one) => one === reply.problem) ?? 'other'
  } catch (cause) {
    if (cause instanceof ConnectionError) return 'other'
    throw cause
  }
}

const finishProblems = ['connection-not-begun', 'vendor-declined', 'vendor-not-reached'] as const
export type FinishProblem = (typeof finishProblems)[number] | 'declined' | 'other'

/** With what the vendor sent back in the address. */
export async function finishConnection(answer: URLSearchParams): Promise<Connection | FinishProblem> {
  const [state, code] = [answer.get('state'), answer.get('code')]
  if (state === null || code === null) return 'declined'
  try {
    const reply = await (await api()).connectionFinish({ body: { state, code } })
    if (reply.problem === undefined) return reply.body
    return finishProblems.find((one) => one === reply.problem) ?? 'other'
  } catch (cause) {
    if (cause instanceof ConnectionError) return 'other'
    throw cause
  }
}

export async function fetchNow(connectionId: string): Promise<void> {
  await expectAnswer((await api()).connectionSync({ params: { connectionId } }))
}

export async function endConnection(connectionId: string) {
  return (await expectAnswer((await api()).connectionEnd({ params: { connectionId } }))).body.vendorTold
}

export async function makeIngestToken(name: string) {
  const reply = await (await api()).ingestTokenMake({ body: { name } })
  if (reply.problem === 'too-many-tokens') return null
  return (await expectAnswer(Promise.resolve(reply))).body
}

export async function revokeIngestToken(tokenId: string): Promise<void> {
  await expectAnswer((await api()).ingestTokenRevoke({ params: { tokenId } }))
}
