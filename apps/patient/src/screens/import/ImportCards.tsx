'use client'
import type { ImportState } from '@nornos/store'
import { useQuery } from '@tanstack/react-query'
import { importsQuery, isRunning } from '#src/data/vault.ts'
import { ImportCard } from '#src/screens/import/ImportCard.tsx'
import { ImportResult } from '#src/screens/import/ImportResult.tsx'

export interface ImportCardsProps {
  /** What is at work or waits, or else the newest; the others; or only what is at work. */
  readonly only: 'current' | 'earlier' | 'running'
}

/** One card for each file that the person chose, newest first. What a connection brings is told where it is listed. */
export function ImportCards({ only }: ImportCardsProps) {
  const { data: imports = [] } = useQuery(importsQuery)
  return partsOf(imports.filter(isChosen))[only].map((entry) =>
    isRunning(entry) ? (
      <ImportCard key={entry.importId} state={entry} />
    ) : (
      <ImportResult key={entry.importId} state={entry} />
    ),
  )
}

export function hasEarlier(imports: readonly ImportState[]): boolean {
  return partsOf(imports.filter(isChosen)).earlier.length > 0
}

/** By the person, and not sent by a connection. */
export function isChosen({ senderId }: ImportState): boolean {
  return senderId === null
}

function partsOf(imports: readonly ImportState[]) {
  const running = imports.filter(isRunning)
  const ended = imports
    .filter((state) => !isRunning(state))
    .toSorted((left, right) => Date.parse(right.startedAt) - Date.parse(left.startedAt))
  const isIdle = running.length === 0
  return {
    running,
    current: isIdle ? ended.slice(0, 1) : running,
    earlier: isIdle ? ended.slice(1) : ended,
  }
}
