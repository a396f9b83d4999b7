'use client'
import { type AuditEvent, groupVisits } from '@nornos/health-model'
import { Button, EmptyState, Skeleton } from '@nornos/ui'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { Eye } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { consentsQuery } from '#src/data/consents.ts'
import { followTrail, trailQuery } from '#src/data/trail.ts'
import { useSession } from '#src/data/use-session.ts'
import { VisitItem } from '#src/screens/trail/VisitItem.tsx'
import { ServiceFailureState } from '#src/shell/ServiceFailureState.tsx'

export interface VisitListProps {
  /** The newest so many only, without "more". */
  readonly visitsMax?: number
}

/** The trail as visits, newest first. A new access appears at once and is announced. */
export function VisitList({ visitsMax }: VisitListProps) {
  const t = useTranslations('trail')
  const trail = useInfiniteQuery(trailQuery)
  const consents = useQuery(consentsQuery)
  useLiveTrail()
  if (trail.isPending) return <Skeleton label={t('loading')} lines={5} />
  if (trail.isError && trail.data === undefined) {
    return <ServiceFailureState cause={trail.error} onRetry={() => void trail.refetch()} />
  }
  const visits = newestFirst(trail.data?.pages.flat() ?? [])
  if (visits.length === 0) {
    return (
      <EmptyState title={t('emptyTitle')} icon={<Eye />}>
        {t('empty')}
      </EmptyState>
    )
  }
  return (
    <div className="flex flex-col gap-3">
      <ol
        aria-label={t('title')}
        aria-live="polite"
        aria-relevant="additions"
        className="flex flex-col divide-y divide-line rounded-card border border-line bg-surface px-4 sm:px-5"
      >
        {visits.slice(0, visitsMax).map((events) => (
          <li key={events[0]?.eventId} className="py-4">
            <VisitItem events={events} consents={consents.data ?? []} />
          </li>
        ))}
      </ol>
      {visitsMax === undefined && trail.hasNextPage ? (
        <div>
          <Button isPending={trail.isFetchingNextPage} onPress={() => void trail.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

/** Follows the stream while the list is on screen and someone is signed in. */
function useLiveTrail(): void {
  const queries = useQueryClient()
  const { state } = useSession()
  useEffect(() => {
    if (state !== 'signed-in') return undefined
    const stop = new AbortController()
    void followTrail(queries, stop.signal)
    return () => stop.abort()
  }, [queries, state])
}

/** Visits are put together in time order and shown the other way round; within one, what came first is on top. */
function newestFirst(events: readonly AuditEvent[]): AuditEvent[][] {
  const shown = events.filter(({ action }) => action !== 'access-token.issued')
  const inOrder = shown.toSorted((left, right) => Date.parse(left.time) - Date.parse(right.time))
  const latest = (visit: readonly AuditEvent[]) => Date.parse(visit.at(-1)?.time ?? '')
  return groupVisits(inOrder).toSorted((left, right) => latest(right) - latest(left))
}
