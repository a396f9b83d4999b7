'use client'
import { LinkButton } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { Inbox } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { inboxQuery } from '#src/data/inbox.ts'
import { paths } from '#src/paths.ts'

/** The way to the inbox, with how many items wait. */
export function InboxLink({ onlyWhenWaiting = false }: { readonly onlyWhenWaiting?: boolean }) {
  const t = useTranslations('inbox')
  const count = useQuery(inboxQuery).data?.waiting ?? 0
  if (onlyWhenWaiting && count === 0) return null
  return (
    <LinkButton href={paths.inbox()} icon={<Inbox aria-hidden="true" className="size-5" />}>
      {t('open', { count })}
    </LinkButton>
  )
}
