'use client'
import { LinkButton, useFormats } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { Inbox } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { inboxQuery } from '#src/data/inbox.ts'
import { paths } from '#src/paths.ts'

/** The way to the inbox, with how many items wait: in the head of a phone only their number is seen. */
export function InboxLink({ onlyWhenWaiting = false }: { readonly onlyWhenWaiting?: boolean }) {
  const t = useTranslations('shell')
  const formats = useFormats()
  const count = useQuery(inboxQuery).data?.waiting ?? 0
  if (onlyWhenWaiting && count === 0) return null
  return (
    <LinkButton href={paths.inbox()} icon={<Inbox aria-hidden="true" className="size-5" />}>
      {onlyWhenWaiting ? (
        <>
          <span aria-hidden="true" className="figures md:hidden">
            {formats.number(count)}
          </span>
          <span className="max-md:sr-only">{t('inbox', { count })}</span>
        </>
      ) : (
        t('inbox', { count })
      )}
    </LinkButton>
  )
}
