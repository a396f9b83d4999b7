'use client'
import { Banner, Button, Page } from '@nornos/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { beginSignIn } from '#src/data/sign-in.ts'

/** The account comes first: it says who someone is, and opens nothing. */
export function AccountStep() {
  const t = useTranslations('vaultCreate.account')
  const [failed, setFailed] = useState(false)
  const leave = async (isNew: boolean) => {
    const left = await beginSignIn({ errand: 'create', isNew })
    setFailed(!left.ok)
  }
  return (
    <Page title={t('title')} lead={t('lead')}>
      {failed ? (
        <Banner tone="danger" role="alert">
          {t('offline')}
        </Banner>
      ) : null}
      <div className="flex flex-col gap-3 sm:flex-row">
        <Button tone="primary" onPress={() => void leave(true)}>
          {t('create')}
        </Button>
        <Button onPress={() => void leave(false)}>{t('signIn')}</Button>
      </div>
    </Page>
  )
}
