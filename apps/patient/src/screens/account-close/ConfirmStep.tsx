'use client'
import type { ClosureReceipt } from '@nornos/contracts'
import type { DeviceProblem } from '@nornos/store'
import { Banner, Button, Card, Page, Skeleton, TextField, useFormats } from '@nornos/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { device } from '#src/keys/device.ts'
import { useLeavingText } from '#src/screens/leaving/use-leaving-text.ts'

/** What goes and what stays, and the person's own word for it. */
export function ConfirmStep({
  email,
  onClosing,
  onClosed,
}: {
  readonly email: string
  /** True once it has begun; false when it was refused. */
  readonly onClosing: (isClosing: boolean) => void
  readonly onClosed: (receipt: ClosureReceipt) => void
}) {
  const t = useTranslations('accountClose')
  const leavingText = useLeavingText()
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<DeviceProblem | null>(null)
  const refused = (why: DeviceProblem) => {
    onClosing(false)
    setProblem(why)
  }
  const close = useMutation({
    mutationFn: async () => (await device()).closeVault(),
    onMutate: () => {
      setProblem(null)
      onClosing(true)
    },
    onSuccess: (result) => (result.ok ? onClosed(result.value) : refused(result.error)),
    onError: () => refused({ type: 'Offline' }),
  })
  const isSaid = typed.trim().toLowerCase() === email.toLowerCase()
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (isSaid) close.mutate()
  }
  return (
    <Page title={t('title')} lead={t('confirmLead')}>
      <WhatGoes />
      <Card title={t('staysTitle')}>
        <p className="measure">{t('stays')}</p>
      </Card>
      {problem ? (
        <Banner tone="danger" role="alert">
          {leavingText(problem)} {t('unchanged')}
        </Banner>
      ) : null}
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <TextField label={t('typeEmail', { email })} value={typed} onChange={setTyped} isLiteral />
        <div>
          <Button tone="danger" type="submit" isPending={close.isPending} isDisabled={!isSaid}>
            {t('close')}
          </Button>
        </div>
      </form>
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
        <li>{readers.length === 0 ? t('goesNobody') : t('goesReaders', { names: readers.join(', ') })}</li>
        <li>{t('goesVault', { objects, size: formats.bytes(bytes) })}</li>
        <li>{t('goesOpeners')}</li>
        <li>{t('goesAccount')}</li>
        <li>{t('goesDevice')}</li>
        {unsent > 0 ? <li>{t('goesUnsent', { count: unsent })}</li> : null}
      </ul>
    </Card>
  )
}
