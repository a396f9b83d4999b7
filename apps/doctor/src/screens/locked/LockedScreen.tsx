'use client'
import { FlowShell, LinkButton, MountedOnly, Page, useHashParams } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { isLeaving } from '#src/data/leave.ts'
import { paths } from '#src/paths.ts'

/** After a session: why it ended, and that nothing is left. */
export function LockedScreen() {
  return (
    <FlowShell>
      <MountedOnly>
        <Locked />
      </MountedOnly>
    </FlowShell>
  )
}

function Locked() {
  const t = useTranslations('locked')
  const why = useHashParams().get('why')
  return (
    <Page title={t('title')} lead={t(isLeaving(why) ? why : 'locked')}>
      <p>{t('nothingLeft')}</p>
      <div>
        <LinkButton href={paths.patients()} tone="primary">
          {t('signIn')}
        </LinkButton>
      </div>
    </Page>
  )
}
