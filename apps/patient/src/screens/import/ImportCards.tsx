'use client'
import { useQuery } from '@tanstack/react-query'
import { importsQuery, isRunning } from '#src/data/vault.ts'
import { ImportCard } from '#src/screens/import/ImportCard.tsx'
import { ImportResult } from '#src/screens/import/ImportResult.tsx'

/** One card an import, newest first; `running` leaves out those that have ended. */
export function ImportCards({ only }: { readonly only: 'running' | 'all' }) {
  const { data: imports = [] } = useQuery(importsQuery)
  const shown = imports
    .filter((entry) => only === 'all' || isRunning(entry))
    .toSorted((left, right) => Date.parse(right.startedAt) - Date.parse(left.startedAt))
  return shown.map((entry) =>
    isRunning(entry) ? (
      <ImportCard key={entry.importId} state={entry} />
    ) : (
      <ImportResult key={entry.importId} state={entry} />
    ),
  )
}
