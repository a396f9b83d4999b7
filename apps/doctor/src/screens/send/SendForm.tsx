'use client'
import type { InboxAddress } from '@nornos/contracts'
import { Banner, Button, Card, SegmentedControl } from '@nornos/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type OutgoingItem, type SendProblem, sendToPatient } from '#src/data/send-to-patient.ts'
import { DocumentFields } from '#src/screens/send/DocumentFields.tsx'
import { MessageFields } from '#src/screens/send/MessageFields.tsx'
import { PlanFields } from '#src/screens/send/PlanFields.tsx'
import { useSession } from '#src/shell/use-session.ts'

export interface SendFormProps {
  readonly address: InboxAddress
  /** Used up by sending. */
  readonly code: string | null
}

const kinds = ['message', 'plan', 'document'] as const

/** A message, a plan or a document; afterwards, what the patient will see. */
export function SendForm({ address, code }: SendFormProps) {
  const t = useTranslations('send')
  const name = useSession()?.account.name ?? ''
  const [kind, setKind] = useState<(typeof kinds)[number]>('message')
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<SendProblem | null>(null)
  const [sent, setSent] = useState<string | null>(null)

  const send = async (item: OutgoingItem) => {
    setBusy(true)
    setProblem(null)
    const done = await sendToPatient(address, name, item, code)
    setBusy(false)
    if (done.ok) setSent(item.name)
    else setProblem(done.error)
  }
  if (sent !== null) {
    return (
      <Card title={t('sentTitle')}>
        <Banner role="status" tone="ok">
          {t('sent', { name: address.patientName, subject: sent })}
        </Banner>
        {code === null ? (
          <div>
            <Button onPress={() => setSent(null)}>{t('sendMore')}</Button>
          </div>
        ) : null}
      </Card>
    )
  }
  const fields = { isBusy, onSend: (item: OutgoingItem) => void send(item) }
  const items = kinds.map((key) => ({ key, label: t(`kinds.${key}`) }))
  return (
    <div className="flex max-w-2xl flex-col gap-6">
      <SegmentedControl label={t('kind')} items={items} selected={kind} onSelect={setKind} />
      {problem === null ? null : (
        <Banner role="alert" tone="warn">
          {t(`problem.${problem}`)}
        </Banner>
      )}
      <Card>
        {kind === 'message' ? <MessageFields {...fields} /> : null}
        {kind === 'plan' ? <PlanFields {...fields} senderId={address.senderId} name={name} /> : null}
        {kind === 'document' ? <DocumentFields {...fields} /> : null}
      </Card>
    </div>
  )
}
