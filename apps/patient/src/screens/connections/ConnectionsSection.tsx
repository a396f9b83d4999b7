'use client'
import { EmptyState, Skeleton } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { Cable } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { connectionsQuery } from '#src/data/connections.ts'
import { ClinicCard } from '#src/screens/connections/ClinicCard.tsx'
import { ConnectionCard } from '#src/screens/connections/ConnectionCard.tsx'
import { TokensCard } from '#src/screens/connections/TokensCard.tsx'
import { VendorCard } from '#src/screens/connections/VendorCard.tsx'
import { ServiceFailureState } from '#src/shell/ServiceFailureState.tsx'

/** What is connected and how it is, what else could be, and the apps that send by themselves. */
export function ConnectionsSection() {
  const t = useTranslations('connections')
  const list = useQuery(connectionsQuery)
  const connections = list.data?.connections ?? []
  const connected = new Set(connections.map(({ vendor }) => vendor))
  // What can be connected comes before what is not set up.
  const vendors = (list.data?.vendors ?? [])
    .filter(({ vendor }) => !connected.has(vendor))
    .toSorted((left, right) => Number(right.isSetUp) - Number(left.isSetUp))
  return (
    <div className="flex flex-col gap-8">
      {list.isPending ? <Skeleton label={t('loading')} lines={6} /> : null}
      {list.isError ? <ServiceFailureState cause={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data !== undefined && connections.length === 0 ? (
        <EmptyState title={t('emptyTitle')} icon={<Cable />}>
          {t('empty')}
        </EmptyState>
      ) : null}
      {connections.length > 0 ? (
        <ul className="grid gap-3 lg:grid-cols-2">
          {connections.map((connection) => (
            <li key={connection.connectionId} className="min-w-0">
              <ConnectionCard
                connection={connection}
                vendor={list.data?.vendors.find(({ vendor }) => vendor === connection.vendor)}
              />
            </li>
          ))}
        </ul>
      ) : null}
      {list.data ? (
        <>
          <section aria-labelledby="vendors" className="flex flex-col gap-3">
            <h2 id="vendors" className="text-lead">
              {t('vendors')}
            </h2>
            <ul className="grid gap-3 lg:grid-cols-2">
              {vendors.map((vendor) => (
                <li key={vendor.vendor} className="min-w-0">
                  <VendorCard vendor={vendor} />
                </li>
              ))}
            </ul>
          </section>
          <ClinicCard servers={list.data.recordServers} takesOthers={list.data.takesOtherServers} />
          <TokensCard />
        </>
      ) : null}
    </div>
  )
}
