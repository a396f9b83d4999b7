'use client'
import { EmptyState, LinkButton, Page, Skeleton, TextLink } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { Handshake } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { consentsQuery, isActive, peopleFirst } from '#src/data/consents.ts'
import { paths } from '#src/paths.ts'
import { ConsentCard } from '#src/screens/sharing/ConsentCard.tsx'
import { EndedConsents } from '#src/screens/sharing/EndedConsents.tsx'
import { PublishNote } from '#src/screens/sharing/PublishNote.tsx'
import { VisitList } from '#src/screens/trail/VisitList.tsx'
import { ServiceFailureState } from '#src/shell/ServiceFailureState.tsx'

/** Who can see what, how to stop it, and who looked. */
export function SharingScreen() {
  const t = useTranslations('sharing')
  const consents = useQuery(consentsQuery)
  const active = peopleFirst(consents.data?.filter(isActive) ?? [])
  const ended = consents.data?.filter((consent) => !isActive(consent)) ?? []
  const people = new Set(active.filter(isPerson).map(({ record }) => record.granted_to)).size
  const share = (
    <LinkButton href={paths.share()} tone="primary">
      {t('share')}
    </LinkButton>
  )
  return (
    <Page
      title={t('title')}
      lead={consents.data ? t('lead', { people }) : undefined}
      actions={active.length > 0 ? share : null}
    >
      {consents.isPending ? <Skeleton label={t('loading')} lines={6} /> : null}
      {consents.isError ? (
        <ServiceFailureState cause={consents.error} onRetry={() => void consents.refetch()} />
      ) : null}
      {consents.data !== undefined && active.length === 0 ? (
        <EmptyState title={t('emptyTitle')} icon={<Handshake />} action={share}>
          {t('empty')}
        </EmptyState>
      ) : null}
      {active.length > 0 ? (
        <section aria-labelledby="active" className="flex flex-col gap-3">
          <h2 id="active" className="text-lead">
            {t('active')}
          </h2>
          <PublishNote />
          <ul className="grid gap-3 lg:grid-cols-2">
            {active.map((consent) => (
              <li key={consent.record.consent_id} className="min-w-0">
                <ConsentCard consent={consent} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section aria-labelledby="activity" className="flex flex-col gap-3">
        <div className="flex flex-wrap items-baseline justify-between gap-3">
          <h2 id="activity" className="text-lead">
            {t('activity')}
          </h2>
          <TextLink href={paths.trail()}>{t('allActivity')}</TextLink>
        </div>
        <VisitList visitsMax={6} />
      </section>
      {ended.length > 0 ? <EndedConsents consents={ended} /> : null}
      <p className="measure text-label text-muted">{t('promise')}</p>
    </Page>
  )
}

function isPerson({ record }: { readonly record: { readonly granted_to_type: string } }): boolean {
  return record.granted_to_type !== 'agent'
}
