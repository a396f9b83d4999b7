'use client'
import { FlowShell, LinkButton, Threads } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { paths } from '#src/paths.ts'

/** The door: what this app shows, what it keeps (nothing), and the way in. */
export function WelcomeScreen() {
  const t = useTranslations('welcome')
  return (
    <FlowShell>
      <Threads />
      <h1 className="text-display">{t('title')}</h1>
      <p className="text-lead text-muted">{t('lead')}</p>
      <div>
        <LinkButton href={paths.patients()} tone="primary">
          {t('signIn')}
        </LinkButton>
      </div>
      <footer className="mt-auto flex flex-col gap-2 border-t border-line pt-5 text-label text-muted">
        <p>{t('nothingKept')}</p>
        <p>{t('notEmergency')}</p>
      </footer>
    </FlowShell>
  )
}
