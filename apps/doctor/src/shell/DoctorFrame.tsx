'use client'
import type { Account } from '@nornos/contracts'
import { Banner, Button, EmptyState, type NavItem, Page, TopShell } from '@nornos/ui'
import { IdCard, Lock, LogOut, Send, UsersRound } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { type ReactNode, useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { followOtherTabs, leave } from '#src/data/leave.ts'
import { paths } from '#src/paths.ts'
import { IdleWarning } from '#src/shell/IdleWarning.tsx'
import { useShareWatch } from '#src/shell/ShareWatch.tsx'
import { useIdle } from '#src/shell/use-idle.ts'

export interface DoctorFrameProps {
  readonly account: Account
  readonly children: ReactNode
}

/** The bar above every screen: where to go, how long the session lasts, and the ways out. */
export function DoctorFrame({ account, children }: DoctorFrameProps) {
  const t = useTranslations('frame')
  const pathname = usePathname()
  const idle = useIdle(() => void leave('idle'))
  useEffect(() => followOtherTabs(), [])
  const isDoctor = account.actor === 'doctor'
  const items: readonly NavItem[] = [
    { href: paths.patients(), label: t('patients'), icon: <UsersRound /> },
    { href: paths.send(), label: t('send'), icon: <Send /> },
    { href: paths.myCode(), label: t('myCode'), icon: <IdCard /> },
  ]
  // A patient's page belongs to Patients.
  const currentHref = [paths.myCode(), paths.send()].find((href) => href === pathname) ?? paths.patients()
  return (
    <TopShell
      items={isDoctor ? items : []}
      currentHref={currentHref}
      navLabel={t('navigation')}
      skipLabel={t('skip')}
      tools={<SessionTools leftMs={idle.leftMs} name={account.name} />}
    >
      <ConnectionBanner />
      {isDoctor ? children : <NotADoctor />}
      <IdleWarning idle={idle} onLock={() => void leave('locked')} />
    </TopShell>
  )
}

function SessionTools({ leftMs, name }: { readonly leftMs: number; readonly name: string }) {
  const t = useTranslations('session')
  const icon = 'size-5'
  return (
    <>
      <p className="text-label leading-snug text-muted">
        <span className="hidden font-semibold text-fg md:inline">{name}</span>
        <span role="timer" className="figures block">
          {t('locksIn', { minutes: Math.ceil(leftMs / 60_000) })}
        </span>
      </p>
      <div className="flex gap-2">
        <Button icon={<Lock aria-hidden="true" className={icon} />} onPress={() => void leave('locked')}>
          {t('lock')}
        </Button>
        <Button
          tone="quiet"
          icon={<LogOut aria-hidden="true" className={icon} />}
          onPress={() => void leave('signed-out')}
        >
          {t('signOut')}
        </Button>
      </div>
    </>
  )
}

function ConnectionBanner() {
  const t = useTranslations('frame')
  const { connection } = useShareWatch()
  if (connection === 'live') return null
  return (
    <div className="mb-4">
      <Banner tone="warn">{t(connection)}</Banner>
    </div>
  )
}

/** Reception, administrators and auditors sign in here too; none of them reads patient data. */
function NotADoctor() {
  const t = useTranslations('frame')
  return (
    <Page title={t('notADoctorTitle')}>
      <EmptyState title={t('notADoctor')}>{t('notADoctorHelp')}</EmptyState>
    </Page>
  )
}
