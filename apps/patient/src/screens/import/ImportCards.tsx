'use client'
import { useQuery } from '@tanstack/react-query'
import { importsQuery, isRunning } from '#src/data/vault.ts'
import { ImportCard } from '#src/screens/import/ImportCard.tsx'
import { ImportResult } from '#src/screens/import/ImportResult.tsx'

export interface ImportCardsProps {
  /** The one at work or else the newest; the ones before it; or only what is at work. */
  readonly only: 'newest' | 'earlier' | 'running'
}

/** One card an import, newest first. */
export function ImportCards({ only }: ImportCardsProps) {
  const { data: imports = [] } = useQuery(importsQuery)
  const sorted = imports.toSorted((left, right) => Date.parse(right.startedAt) - Date.parse(left.startedAt))
  const parts = { newest: sorted.slice(0, 1), earlier: sorted.slice(1), running: sorted.filter(isRunning) }
  return parts[only].map((entry) =>
    isRunning(entry) ? (
      <ImportCard key={entry.importId} state={entry} />
    ) : (
      <ImportResult key={entry.importId} state={entry} />
    ),
  )
}
