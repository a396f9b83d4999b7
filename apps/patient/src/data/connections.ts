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

/**
 * Opens the other side's page in a tab of its own, so that the vault stays open here. Call it in the person's click.
 * Where the browser opens no tab, this page goes there itself, and the vault is locked meanwhile.
 */
export async function beginConnection(
  vendor: VendorId,
  serverUrl?: string,
): Promise<'opened' | StartProblem> {
  // At once: after an answer has been waited for, browsers take it for a window that nobody asked for.
  const tab = window.open('', '_blank')
  try {
    const body = { vendor, ...(serverUrl === undefined ? {} : { serverUrl }) }
    const reply = await (await api()).connectionStart({ body })
    if (reply.problem === undefined) {
      const { authorizationUrl } = reply.body
      if (tab === null) location.assign(authorizationUrl)
      else goTo(tab, authorizationUrl)
      return 'opened'
    }
    tab?.close()
    return startProblems.find((one) => one === reply.problem) ?? 'other'
  } catch (cause) {
    tab?.close()
    if (cause instanceof ConnectionError) return 'other'
    throw cause
  }
}

/** Our opener policy cuts the tab off from this page as well; this holds in browsers that do not know it. */
function goTo(tab: Window, url: string): void {
  tab.opener = null
  tab.location.replace(url)
}

const finishProblems = ['connection-not-begun', 'vendor-declined', 'vendor-not-reached'] as const
export type FinishProblem = (typeof finishProblems)[number] | 'no-answer' | 'declined' | 'too-late' | 'other'

/** The service asks the other side up to twice and waits half a minute each time; later nothing comes any more. */
const patienceMs = 70_000

/** With what the vendor sent back in the address: nothing, when nobody sent the person here. */
export async function finishConnection(answer: URLSearchParams): Promise<Connection | FinishProblem> {
  if (answer.size === 0) return 'no-answer'
  const { promise, resolve } = Promise.withResolvers<FinishProblem>()
  const timer = setTimeout(() => resolve('too-late'), patienceMs)
  return Promise.race([finish(answer), promise]).finally(() => clearTimeout(timer))
}

async function finish(answer: URLSearchParams): Promise<Connection | FinishProblem> {
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
