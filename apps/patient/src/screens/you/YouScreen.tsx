'use client'
import {
  Button,
  Card,
  DefinitionList,
  LinkButton,
  Page,
  SegmentedControl,
  Select,
  TextLink,
  useFormats,
} from '@nornos/ui'
import { LockKeyhole, LogOut } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { signOut } from '#src/data/account.ts'
import { leaveToSignIn } from '#src/data/leave-to-sign-in.ts'
import { useSession } from '#src/data/use-session.ts'
import { device } from '#src/keys/device.ts'
import { paths } from '#src/paths.ts'
import { AboutCard } from '#src/screens/you/AboutCard.tsx'
import { StorageBanner } from '#src/screens/you/StorageBanner.tsx'
import { useOpenVault } from '#src/shell/OpenVaultProvider.tsx'
import {
  autoLockMinutes,
  readAutoLock,
  readTheme,
  subscribeSettings,
  type Theme,
  themes,
  writeAutoLock,
  writeTheme,
} from '#src/shell/settings.ts'
import { useStorage } from '#src/shell/use-storage.ts'

/** The person's own things: account, this device, appearance, what this app is. */
export function YouScreen() {
  const t = useTranslations('you')
  return (
    <Page title={t('title')}>
      <StorageBanner />
      <div className="gap-4 lg:columns-2 [&>*]:mb-4 [&>*]:break-inside-avoid">
        <AccountCard />
        <DeviceCard />
        <SettingsCard />
        <LeavingCard />
        <AboutCard />
      </div>
    </Page>
  )
}

function AccountCard() {
  const t = useTranslations('you')
  const session = useSession()
  if (session.state !== 'signed-in') {
    return (
      <Card
        title={t('account')}
        actions={<Button onPress={() => void leaveToSignIn()}>{t('signIn')}</Button>}
      >
        <p>{t('signedOut')}</p>
      </Card>
    )
  }
  return (
    <Card
      title={t('account')}
      actions={
        <Button icon={<LogOut aria-hidden="true" className="size-5" />} onPress={() => void signOut()}>
          {t('signOut')}
        </Button>
      }
    >
      <DefinitionList
        items={[
          { term: t('name'), description: session.account.name },
          { term: t('email'), description: <span className="break-all">{session.account.email}</span> },
        ]}
      />
      <p className="text-label text-muted">{t('signOutHint')}</p>
    </Card>
  )
}

function LeavingCard() {
  const t = useTranslations('leaving')
  return (
    <Card title={t('title')} actions={<LinkButton href={paths.leaving()}>{t('go')}</LinkButton>}>
      <p className="measure">{t('lead')}</p>
    </Card>
  )
}

function DeviceCard() {
  const t = useTranslations('you')
  const formats = useFormats()
  const vault = useOpenVault()
  const storage = useStorage()
  const router = useRouter()
  const lock = async () => {
    await (await device()).lock()
    router.push(paths.today())
  }
  return (
    <Card
      title={t('device')}
      actions={
        <>
          <LinkButton href={paths.keys()}>{t('keys')}</LinkButton>
          <Button icon={<LockKeyhole aria-hidden="true" className="size-5" />} onPress={() => void lock()}>
            {t('lock')}
          </Button>
        </>
      }
    >
      <DefinitionList
        items={[
          { term: t('deviceName'), description: vault.deviceName },
          { term: t('vault'), description: t('vaultOpen') },
          { term: t('zone'), description: <TextLink href={paths.zones()}>{vault.zone}</TextLink> },
          ...(storage
            ? [
                { term: t('kept'), description: t('sealed', { size: formats.bytes(storage.usedBytes) }) },
                { term: t('protection'), description: t(storage.isProtected ? 'protected' : 'unprotected') },
              ]
            : []),
        ]}
      />
    </Card>
  )
}

function SettingsCard() {
  const t = useTranslations('you')
  const minutes = useSyncExternalStore(subscribeSettings, readAutoLock, () => 15)
  const theme = useSyncExternalStore<Theme>(subscribeSettings, readTheme, () => 'system')
  return (
    <Card title={t('settings')}>
      <div className="flex flex-col gap-1.5">
        <p className="text-label font-semibold">{t('appearance')}</p>
        <SegmentedControl
          label={t('appearance')}
          items={themes.map((key) => ({ key, label: t(`theme.${key}`) }))}
          selected={theme}
          onSelect={writeTheme}
        />
      </div>
      <Select
        label={t('autoLock')}
        hint={t('autoLockHint')}
        value={String(minutes)}
        options={autoLockMinutes.map((value) => ({
          value: String(value),
          label: t('minutes', { minutes: value }),
        }))}
        onChange={(chosen) => {
          const known = autoLockMinutes.find((value) => String(value) === chosen)
          if (known) writeAutoLock(known)
        }}
      />
    </Card>
  )
}
