'use client'
import { Button } from '@nornos/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { beginSignIn } from '#src/data/sign-in.ts'
import { useSession } from '#src/data/use-session.ts'

/** Leaves for the sign-in pages, which lead back here; says so when they cannot be reached. */
export function ProveButton() {
  const t = useTranslations('accountClose')
  const session = useSession()
  const [failed, setFailed] = useState(false)
  const prove = async () => setFailed(!(await beginSignIn({ errand: 'close', isAgain: true })).ok)
  return (
    <>
      <Button tone="primary" onPress={() => void prove()}>
        {t(session.state === 'signed-in' ? 'prove' : 'signIn')}
      </Button>
      <output className="measure">{failed ? t('offline') : ''}</output>
    </>
  )
}
