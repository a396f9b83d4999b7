'use client'
import { type NavItem, NavigationLink, NavShell, Skeleton } from '@nornos/ui'
import { ChartLine, ClipboardList, FileText, Handshake, Sun } from 'lucide-react'
import { type ReactNode, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { useSession } from '#src/data/use-session.ts'
import { paths } from '#src/paths.ts'
import { InboxLink } from '#src/screens/inbox/InboxLink.tsx'
import { LaterRecoveryAlarm } from '#src/shell/LaterRecoveryAlarm.tsx'
import { StateBanners } from '#src/shell/StateBanners.tsx'
import { SyncChip } from '#src/shell/SyncChip.tsx'

export interface AppNavigationProps {
  readonly pathname: string
  readonly children: ReactNode
}

/** The five places, the state of sync and the way to You. */
export function AppNavigation({ pathname, children }: AppNavigationProps) {
  const t = useTranslations('shell')
  const items: readonly NavItem[] = [
    { href: paths.today(), label: t('today'), icon: <Sun /> },
    { href: paths.health(), label: t('health'), icon: <ChartLine /> },
    { href: paths.sharing(), label: t('sharing'), icon: <Handshake /> },
    { href: paths.plan(), label: t('plan'), icon: <ClipboardList /> },
    { href: paths.records(), label: t('records'), icon: <FileText /> },
  ]
  const current = items.find(({ href }) => pathname === href || pathname.startsWith(`${href}/`))
  return (
    <NavShell
      items={items}
      currentHref={current?.href ?? ''}
      navLabel={t('navigation')}
      skipLabel={t('skip')}
      status={
        <>
          <SyncChip />
          <InboxLink onlyWhenWaiting />
        </>
      }
      account={<AccountLink isCurrent={pathname === paths.you()} />}
    >
      <div className="flex flex-col gap-6">
        <LaterRecoveryAlarm />
        <StateBanners />
        <Suspense fallback={<Skeleton label={t('opening')} lines={6} />}>{children}</Suspense>
      </div>
    </NavShell>
  )
}

function AccountLink({ isCurrent }: { readonly isCurrent: boolean }) {
  const t = useTranslations('shell')
  const session = useSession()
  const name = session.state === 'signed-in' ? session.account.name : ''
  const initial = [...name][0]?.toLocaleUpperCase() ?? '–'
  return (
    <NavigationLink
      href={paths.you()}
      isCurrent={isCurrent}
      className="flex min-h-11 items-center gap-3 rounded-full pr-0 text-fg no-underline hover:bg-sunken md:pr-4"
    >
      <span
        aria-hidden="true"
        className="grid size-11 shrink-0 place-items-center rounded-full bg-accent font-semibold text-on-accent"
      >
        {initial}
      </span>
      <span className="sr-only truncate md:not-sr-only">{t('you')}</span>
    </NavigationLink>
  )
}
