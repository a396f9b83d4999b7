'use client'
import type { InboxSenderView, SenderRule } from '@nornos/store'
import { Banner, Card, Select, Skeleton } from '@nornos/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { consentsQuery } from '#src/data/consents.ts'
import { inboxQuery, lettersQuery, sendersQuery } from '#src/data/inbox.ts'
import { device } from '#src/keys/device.ts'
import { useProblemText } from '#src/shell/use-problem-text.ts'

/** Whom the person hears, mutes or blocks. */
export function SendersCard() {
  const t = useTranslations('inbox')
  const problemText = useProblemText()
  const senders = useQuery(sendersQuery)
  const listed = senders.data
  return (
    <Card title={t('senders')}>
      <p className="measure text-muted">{t('sendersHint')}</p>
      {listed === undefined ? <Skeleton label={t('loading')} lines={1} /> : null}
      {listed?.ok === false ? (
        <Banner tone="warn" role="status">
          {t('sendersFailed', { problem: problemText(listed.error) })}
        </Banner>
      ) : null}
      {listed?.ok ? <Senders senders={listed.value} /> : null}
    </Card>
  )
}

function Senders({ senders }: { readonly senders: readonly InboxSenderView[] }) {
  const t = useTranslations('inbox')
  const nameOf = useSenderNames()
  if (senders.length === 0) return <p className="text-muted">{t('noSenders')}</p>
  return (
    <ul className="flex max-w-md flex-col gap-4">
      {senders.map((sender) => (
        <li key={sender.senderId}>
          <SenderChoice sender={sender} name={nameOf(sender.senderId)} />
        </li>
      ))}
    </ul>
  )
}

function SenderChoice({ sender, name }: { readonly sender: InboxSenderView; readonly name: string }) {
  const t = useTranslations('inbox')
  const queries = useQueryClient()
  const problemText = useProblemText()
  const [error, setError] = useState<string | undefined>(undefined)
  const options = (['open', 'muted', 'blocked'] as const).map((value) => ({
    value,
    label: t(`rules.${value}`),
  }))
  const choose = async (rule: SenderRule) => {
    const done = await (await device()).setSenderRule(sender.senderId, rule)
    setError(done.ok ? undefined : problemText(done.error))
    await queries.invalidateQueries({ queryKey: sendersQuery.queryKey })
  }
  return (
    <Select
      label={t('rule', { name })}
      value={sender.rule}
      options={options}
      error={error}
      onChange={(rule) => void choose(rule)}
    />
  )
}

/** By consents first: those names come from where doctors are verified. */
function useSenderNames(): (senderId: string) => string {
  const consents = useQuery(consentsQuery)
  const inbox = useQuery(inboxQuery)
  const letters = useQuery(lettersQuery)
  const names = new Map<string, string>()
  for (const { senderId, senderName } of [...(letters.data ?? []), ...(inbox.data?.items ?? [])]) {
    if (senderName !== null && senderName !== '') names.set(senderId, senderName)
  }
  for (const { granteeName, record } of consents.data ?? []) {
    if (granteeName !== '') names.set(record.granted_to, granteeName)
  }
  return (senderId) => names.get(senderId) ?? senderId.replace(/^service:(?:connect|ingest):/, '')
}
