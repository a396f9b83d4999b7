/** The trail of every access and every change of rights, newest first, live while someone looks. */
import type { AuditEvent } from '@nornos/health-model'
import { type InfiniteData, infiniteQueryOptions, type QueryClient } from '@tanstack/react-query'
import { expectAnswer } from './answer.ts'
import { api } from './api.ts'

const pageSize = 100

export const trailQuery = infiniteQueryOptions({
  queryKey: ['trail'],
  // Followed live only while it is shown: what happened in between is fetched at once.
  staleTime: 0,
  initialPageParam: null as AuditEvent['eventId'] | null,
  queryFn: async ({ pageParam, signal }) => {
    const query = { limit: String(pageSize), ...(pageParam === null ? {} : { before: pageParam }) }
    const { body } = await expectAnswer((await api()).trailList({ query, signal }))
    return body.events
  },
  getNextPageParam: (last) => (last.length < pageSize ? null : (last.at(-1)?.eventId ?? null)),
})

/** Puts each new event on top as it happens, until the signal ends it. Comes back after an outage by itself. */
export async function followTrail(queries: QueryClient, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await listen(queries, signal).catch(() => undefined)
    await pause(retryMs, signal)
    if (!signal.aborted) await queries.invalidateQueries({ queryKey: trailQuery.queryKey })
  }
}

const retryMs = 5_000

async function listen(queries: QueryClient, signal: AbortSignal): Promise<void> {
  const { body } = await expectAnswer((await api()).trailEvents({ signal }))
  for await (const { value } of body) {
    if (signal.aborted) return
    queries.setQueryData(trailQuery.queryKey, (old) => withEvent(old, value))
    // An access may be the sign of a change of rights as well.
    if (value.action.startsWith('consent.')) await queries.invalidateQueries({ queryKey: ['consents'] })
  }
}

type Pages = InfiniteData<AuditEvent[], unknown>

function withEvent(pages: Pages | undefined, event: AuditEvent): Pages | undefined {
  if (pages === undefined) return undefined
  if (pages.pages.some((page) => page.some(({ eventId }) => eventId === event.eventId))) return pages
  const [first = [], ...rest] = pages.pages
  return { ...pages, pages: [[event, ...first], ...rest] }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
