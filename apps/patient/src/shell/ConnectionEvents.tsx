'use client'
import { useToast } from '@nornos/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { onConnected } from '#src/data/connection-return.ts'
import { connectionsQuery } from '#src/data/connections.ts'

/** Hears of a connection that was finished in another tab while the vault is open in this one. */
export function ConnectionEvents() {
  const t = useTranslations('shell')
  const queries = useQueryClient()
  const toast = useToast()
  useEffect(
    () =>
      onConnected((name) => {
        toast({ text: t('connected', { name }) })
        void queries.invalidateQueries({ queryKey: connectionsQuery.queryKey })
      }),
    [queries, t, toast],
  )
  return null
}
