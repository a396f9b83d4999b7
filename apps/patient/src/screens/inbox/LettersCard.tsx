'use client'
import { Card, TextLink, useFormats } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { lettersQuery } from '#src/data/inbox.ts'
import { paths } from '#src/paths.ts'

/** What was accepted and kept. */
export function LettersCard() {
  const t = useTranslations('inbox')
  const formats = useFormats()
  const letters = useQuery(lettersQuery)
  const kept = letters.data ?? []
  return (
    <Card title={t('letters')}>
      {kept.length === 0 ? <p className="text-muted">{t('noLetters')}</p> : null}
      <ul className="flex flex-col divide-y divide-line">
        {kept.map(({ fileId, itemId, kind, senderName, sentAt, subject, text }) => (
          <li key={itemId} className="flex flex-col gap-1 py-3">
            <p className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="font-semibold">{subject}</span>
              <span className="text-label text-muted">
                {senderName}
                {sentAt === null ? '' : `, ${formats.date(Date.parse(sentAt))}`}
              </span>
            </p>
            {text === null ? null : <p className="measure whitespace-pre-wrap">{text}</p>}
            {fileId === null ? null : (
              <TextLink href={paths.file(fileId)}>{t('openFile', { name: subject })}</TextLink>
            )}
            {kind === 'document' && fileId === null ? (
              <p className="text-label text-muted">{t('fileErased')}</p>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}
