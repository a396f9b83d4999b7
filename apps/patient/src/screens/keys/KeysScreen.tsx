'use client'
import { Banner, Page, ProblemState, Skeleton } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { keysQuery } from '#src/data/keys.ts'
import { ContactCard } from '#src/screens/keys/ContactCard.tsx'
import { DevicesCard } from '#src/screens/keys/DevicesCard.tsx'
import { KitCard } from '#src/screens/keys/KitCard.tsx'
import { OpenersCard } from '#src/screens/keys/OpenersCard.tsx'
import { RenewCard } from '#src/screens/keys/RenewCard.tsx'
import { useAct } from '#src/shell/use-act.ts'

/** What opens the vault, and on which devices it is. */
export function KeysScreen() {
  const t = useTranslations('keys')
  const act = useAct([keysQuery.queryKey])
  const { data: keys, isError } = useQuery(keysQuery)
  if (isError) {
    return (
      <Page title={t('title')}>
        <ProblemState happened={t('failed')} safe={t('failedSafe')} next={t('failedNext')} />
      </Page>
    )
  }
  return (
    <Page title={t('title')} lead={t('lead')}>
      {act.failure !== null ? (
        <Banner tone="danger" role="alert">
          {act.failure}
        </Banner>
      ) : null}
      {keys ? (
        <>
          <Banner tone={keys.isBackedUp ? 'ok' : 'warn'}>
            {t(keys.isBackedUp ? 'backedUp' : 'notBackedUp')}
          </Banner>
          <OpenersCard keys={keys} act={act} />
          <ContactCard keys={keys} act={act} />
          <KitCard kit={keys.kit} act={act} />
          <DevicesCard devices={keys.devices} act={act} />
          <RenewCard keys={keys} act={act} />
        </>
      ) : (
        <Skeleton label={t('loading')} />
      )}
    </Page>
  )
}
