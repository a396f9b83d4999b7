'use client'
import { FlowShell, LinkButton, Threads } from '@nornos/ui'
import { ChartLine, Handshake, LockKeyhole } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { paths } from '#src/paths.ts'
import { WelcomePoint } from '#src/screens/welcome/WelcomePoint.tsx'
import { KnownVisitor } from '#src/shell/KnownVisitor.tsx'
import { OfflineStart } from '#src/shell/OfflineStart.tsx'

/** What Nornos does in three lines, and the two ways in. Part of the exported page, so it shows at once. */
export function WelcomeScreen() {
  const t = useTranslations('welcome')
  return (
    <FlowShell>
      <OfflineStart />
      <KnownVisitor />
      <Threads />
      <h1 className="text-display">{t('title')}</h1>
      <ul className="flex flex-col gap-4">
        <WelcomePoint icon={<LockKeyhole />}>{t('keep')}</WelcomePoint>
        <WelcomePoint icon={<Handshake />}>{t('share')}</WelcomePoint>
        <WelcomePoint icon={<ChartLine />}>{t('understand')}</WelcomePoint>
      </ul>
      <div className="flex flex-col gap-3 sm:flex-row">
        <LinkButton href={paths.vaultCreate()} tone="primary">
          {t('create')}
        </LinkButton>
        <LinkButton href={paths.vaultOpen()}>{t('open')}</LinkButton>
      </div>
      <footer className="mt-auto flex flex-col gap-2 border-t border-line pt-5 text-label text-muted">
        <p>{t('promise')}</p>
        <p>{t('notEmergency')}</p>
      </footer>
    </FlowShell>
  )
}
