'use client'
import { Skeleton } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { importsQuery, isRunning } from '#src/data/vault.ts'
import { laterWithWords } from '#src/shell/Words.tsx'

const ImportCards = laterWithWords(
  async () => (await import('#src/screens/import/ImportCards.tsx')).ImportCards,
  async () => (await import('#src/messages/import-messages.ts')).importMessages,
)

/** What an import is doing, for who looks at today meanwhile. */
export function RunningImports() {
  const t = useTranslations('today')
  const { data: imports = [] } = useQuery(importsQuery)
  if (!imports.some(isRunning)) return null
  return (
    <Suspense fallback={<Skeleton label={t('loading')} />}>
      <ImportCards only="running" />
    </Suspense>
  )
}
