'use client'
import type { Conflict, ConflictVersion } from '@nornos/store'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { sourcesQuery } from '#src/data/readings.ts'

export interface ConflictText {
  /** What was changed twice, in the person's words. */
  readonly fieldOf: (conflict: Conflict) => string
  readonly valueOf: (conflict: Conflict, version: ConflictVersion) => string
}

/** What a person can read of two versions; what has no words of its own is shown as it is kept. */
export function useConflictText(): ConflictText {
  const t = useTranslations('syncScreen.conflicts')
  const { data: sources = [] } = useQuery(sourcesQuery)
  const names = new Map(sources.map(({ name, sourceId }) => [String(sourceId), name]))
  const isOrder = ({ topic }: Conflict) => topic === 'source-order'
  return {
    fieldOf: (conflict) => (isOrder(conflict) ? t('sourceOrder') : conflict.field),
    valueOf(conflict, { value }) {
      if (value === null) return t('empty')
      if (isOrder(conflict) && Array.isArray(value))
        return value.map((id) => names.get(String(id)) || t('unnamedSource')).join(', ')
      return typeof value === 'string' ? value : JSON.stringify(value)
    },
  }
}
