'use client'
import { Banner, Button, Page } from '@nornos/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { beginSignIn } from '#src/data/sign-in.ts'

export function ProveStep() {
  const t = useTranslations('accountClose')
  const [failed, setFailed] = useState(false)
  const prove = async () => setFailed(!(await beginSignIn({ errand: 'close', isAgain: true })).ok)
  return (
    <Page title={t('title')} lead={t('proveLead')}>
      {failed ? (
        <Banner tone="danger" role="alert">
          {t('offline')}
        </Banner>
      ) : null}
      <div>
        <Button tone="primary" onPress={() => void prove()}>
          {t('prove')}
        </Button>
      </div>
    </Page>
  )
}
