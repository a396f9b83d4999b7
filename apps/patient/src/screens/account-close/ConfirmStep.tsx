'use client'
import { Banner, Card, Page, Skeleton, useFormats } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { device } from '#src/keys/device.ts'
import { CloseForm } from '#src/screens/account-close/CloseForm.tsx'
import { NotClosed } from '#src/screens/account-close/NotClosed.tsx'
import { ReadersEnd } from '#src/screens/account-close/ReadersEnd.tsx'
import { type ClosingProps, useClosing } from '#src/screens/account-close/use-closing.ts'
import { useLeavingText } from '#src/screens/leaving/use-leaving-text.ts'

export interface ConfirmStepProps extends ClosingProps {
  readonly email: string
  /** Goes on without the keys of the vault, when this device cannot end it with them. */
  readonly onUnopened: () => void
}

/** What goes and what stays, and the person's own word for it. */
export function ConfirmStep({ email, onUnopened, ...told }: ConfirmStepProps) {
  const t = useTranslations('accountClose')
  const { close, isPending, problem } = useClosing(async () => (await device()).closeVault(), told)
  return (
    <Page title={t('title')} lead={t('confirmLead')}>
      <WhatGoes />
      <Card title={t('staysTitle')}>
        <p className="measure">{t('stays')}</p>
      </Card>
      {problem ? <NotClosed problem={problem} onUnopened={onUnopened} /> : null}
      <CloseForm email={email} isPending={isPending} onClose={close} />
    </Page>
  )
}

function WhatGoes() {
  const t = useTranslations('accountClose')
  const formats = useFormats()
  const leavingText = useLeavingText()
  const closure = useQuery({
    queryKey: ['closure'],
    queryFn: async () => (await device()).closure(),
    gcTime: 0,
  })
  if (closure.data === undefined) return <Skeleton label={t('loading')} />
  if (!closure.data.ok) {
    return (
      <Banner tone="danger" role="alert">
        {leavingText(closure.data.error)}
      </Banner>
    )
  }
  const { bytes, objects, readers, unsent } = closure.data.value
  return (
    <Card title={t('goesTitle')}>
      <ul className="flex list-disc flex-col gap-2 pl-6">
        <ReadersEnd readers={readers} />
        <li>{t('goesConnections')}</li>
        <li>{t('goesVault', { objects, size: formats.bytes(bytes) })}</li>
        <li>{t('goesOpeners')}</li>
        <li>{t('goesAccount')}</li>
        <li>{t('goesDevice')}</li>
        {unsent > 0 ? <li>{t('goesUnsent', { count: unsent })}</li> : null}
      </ul>
    </Card>
  )
}
