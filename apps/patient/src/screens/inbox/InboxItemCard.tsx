'use client'
import type { InboxItemView } from '@nornos/store'
import {
  Banner,
  Button,
  Card,
  DefinitionList,
  StatusChip,
  useConfirm,
  useFormats,
  useToast,
} from '@nornos/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { device } from '#src/keys/device.ts'
import { PlanDetails } from '#src/screens/plan/PlanDetails.tsx'
import { useProblemText } from '#src/shell/use-problem-text.ts'

export interface InboxItemCardProps {
  readonly item: InboxItemView
}

const tones = {
  opening: 'info',
  waiting: 'info',
  'taking-in': 'info',
  saving: 'info',
  unreadable: 'warn',
} as const

/** One item: who sent it, what it says, and what the person wants of it. */
export function InboxItemCard({ item }: InboxItemCardProps) {
  const t = useTranslations('inbox')
  const formats = useFormats()
  const facts = [
    { term: t('from'), description: item.senderName ?? t('unnamed') },
    { term: t('received'), description: formats.dateTime(Date.parse(item.receivedAt)) },
    {
      term: t('size'),
      description: t('sealed', { size: formats.bytes(item.size) }),
    },
  ]
  return (
    <Card
      title={item.name ?? t(`kind.${item.kind ?? 'none'}`)}
      over={t(`kind.${item.kind ?? 'none'}`)}
      aside={<StatusChip tone={tones[item.state]}>{t(`state.${item.state}`)}</StatusChip>}
    >
      <DefinitionList items={facts} />
      {item.text === null ? null : <p className="measure whitespace-pre-wrap">{item.text}</p>}
      {item.plan === null ? null : <PlanDetails plan={item.plan} />}
      {item.fault === null ? null : (
        <Banner tone="warn" role="note">
          {t(`fault.${item.fault}`)}
        </Banner>
      )}
      <ItemActions item={item} />
    </Card>
  )
}

function ItemActions({ item: { itemId, kind, state } }: InboxItemCardProps) {
  const t = useTranslations('inbox')
  const toast = useToast()
  const confirm = useConfirm()
  const problemText = useProblemText()
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)

  const accept = async () => {
    setBusy(true)
    const done = await (await device()).acceptItem(itemId)
    setBusy(false)
    if (done.ok) return toast({ text: t('accepted') })
    setFailure(done.error.type === 'DeviceFull' ? t('deviceFull') : problemText(done.error))
  }
  const letGo = (word: 'refuse' | 'delete') =>
    confirm({
      title: t(`${word}Title`),
      consequence: t(`${word}Consequence`),
      confirmLabel: t(word),
      cancelLabel: t('keepWaiting'),
      failure: t('failed'),
      tone: 'danger',
      onConfirm: async () => {
        const done = await (await device()).refuseItem(itemId)
        if (!done.ok) throw new TypeError(done.error.type)
      },
    })
  const isAsked = state === 'waiting' && kind !== 'cloud-payload'
  if (!isAsked && state !== 'unreadable') return null
  return (
    <>
      {failure === null ? null : (
        <Banner role="alert" tone="warn">
          {failure}
        </Banner>
      )}
      <div className="flex flex-wrap gap-3">
        {isAsked ? (
          <>
            <Button tone="primary" isPending={isBusy} onPress={() => void accept()}>
              {t('accept')}
            </Button>
            <Button onPress={() => letGo('refuse')}>{t('refuse')}</Button>
          </>
        ) : (
          <>
            <Button onPress={() => void device().then((opened) => opened.retryItem(itemId))}>
              {t('tryAgain')}
            </Button>
            <Button onPress={() => letGo('delete')}>{t('delete')}</Button>
          </>
        )}
      </div>
    </>
  )
}
