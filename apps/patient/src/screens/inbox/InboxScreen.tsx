'use client'
import type { InboxView } from '@nornos/store'
import { Banner, Button, EmptyState, Page, Skeleton, TextLink, useFormats } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { Inbox } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { inboxQuery } from '#src/data/inbox.ts'
import { device } from '#src/keys/device.ts'
import { paths } from '#src/paths.ts'
import { CodeCard } from '#src/screens/inbox/CodeCard.tsx'
import { InboxItemCard } from '#src/screens/inbox/InboxItemCard.tsx'
import { LettersCard } from '#src/screens/inbox/LettersCard.tsx'
import { SendersCard } from '#src/screens/inbox/SendersCard.tsx'
import { useProblemText } from '#src/shell/use-problem-text.ts'

/** What doctors and connections sent; what waits, what was kept, and who may send. */
export function InboxScreen() {
  const t = useTranslations('inbox')
  const inbox = useQuery(inboxQuery)
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      over={<TextLink href={paths.records()}>{t('back')}</TextLink>}
      actions={<CheckButton />}
    >
      {inbox.data === undefined ? <Skeleton label={t('loading')} lines={4} /> : <Items view={inbox.data} />}
      <LettersCard />
      <SendersCard />
      <CodeCard />
    </Page>
  )
}

function CheckButton() {
  const t = useTranslations('inbox')
  const [isChecking, setChecking] = useState(false)
  const check = async () => {
    setChecking(true)
    try {
      await (await device()).checkInbox()
    } finally {
      setChecking(false)
    }
  }
  return (
    <Button isPending={isChecking} onPress={() => void check()}>
      {t('check')}
    </Button>
  )
}

function Items({ view }: { readonly view: InboxView }) {
  const t = useTranslations('inbox')
  const formats = useFormats()
  const problemText = useProblemText()
  const { checkedAt, items, problem } = view
  return (
    <>
      {problem === null ? null : (
        <Banner tone="warn" role="status">
          {t('notChecked', { problem: problemText(problem) })}
        </Banner>
      )}
      {checkedAt === null ? null : (
        <p className="text-label text-muted">
          {t('checked', { when: formats.dateTime(Date.parse(checkedAt)) })}
        </p>
      )}
      {items.length === 0 ? (
        <EmptyState title={t('emptyTitle')} icon={<Inbox />}>
          {t('empty')}
        </EmptyState>
      ) : (
        <ul aria-label={t('items')} className="flex flex-col gap-4">
          {items.map((item) => (
            <li key={item.itemId}>
              <InboxItemCard item={item} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
