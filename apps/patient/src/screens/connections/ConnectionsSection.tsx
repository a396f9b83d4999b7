'use client'
import { Skeleton, useFormats } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
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
  const formats = useFormats()
  const list = useQuery(connectionsQuery)
  const connections = list.data?.connections ?? []
  const connected = new Set(connections.map(({ vendor }) => vendor))
  const others = (list.data?.vendors ?? []).filter(({ vendor }) => !connected.has(vendor))
  const ready = others.filter(({ isSetUp }) => isSetUp)
  const notSetUp = others.filter(({ isSetUp }) => !isSetUp)
  const names = new Intl.ListFormat(formats.locale).format(notSetUp.map(({ name }) => name))
  return (
    <section aria-labelledby="connections" className="flex flex-col gap-6">
      <div className="flex flex-col gap-2">
        <h2 id="connections" className="text-lead">
          {t('title')}
        </h2>
        <p className="measure text-muted">{t('lead')}</p>
      </div>
      {list.isPending ? <Skeleton label={t('loading')} lines={6} /> : null}
      {list.isError ? <ServiceFailureState cause={list.error} onRetry={() => void list.refetch()} /> : null}
      {connections.length > 0 ? (
        <ul
          aria-label={t('connected')}
          className={connections.length > 1 ? 'grid gap-3 lg:grid-cols-2' : 'grid gap-3'}
        >
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
          {ready.length > 0 ? (
            <ul
              aria-label={t('vendors')}
              className={ready.length > 1 ? 'grid gap-3 lg:grid-cols-2' : 'grid gap-3'}
            >
              {ready.map((vendor) => (
                <li key={vendor.vendor} className="min-w-0">
                  <VendorCard vendor={vendor} />
                </li>
              ))}
            </ul>
          ) : null}
          {notSetUp.length > 0 ? (
            <p className="measure text-label text-muted">{t('notSetUp', { names })}</p>
          ) : null}
          <ClinicCard servers={list.data.recordServers} takesOthers={list.data.takesOtherServers} />
          <TokensCard />
        </>
      ) : null}
    </section>
  )
}
