'use client'
import type { Result } from '@nornos/std'
import type { DeviceProblem } from '@nornos/store'
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useProblemText } from '#src/shell/use-problem-text.ts'

/** What the device answers; nothing when it cannot refuse. */
export type Change = () => Promise<Result<unknown, DeviceProblem> | undefined>

export interface Act {
  /** What went wrong with the last change, as a sentence; null when nothing did. */
  readonly failure: string | null
  readonly isPending: boolean
  /** Runs one change; answers whether it was done. */
  readonly run: (change: Change) => Promise<boolean>
}

/** Changes something on the device and renews what shows it; what went wrong stays to be shown until the next one. */
export function useAct(shownBy: readonly QueryKey[]): Act {
  const t = useTranslations('problem')
  const queries = useQueryClient()
  const problemText = useProblemText()
  const [failure, setFailure] = useState<string | null>(null)
  const { isPending, mutateAsync } = useMutation({
    mutationFn: (change: Change) => change(),
    onMutate: () => setFailure(null),
  })
  const attempt = async (change: Change) => {
    try {
      const outcome = await mutateAsync(change)
      if (outcome === undefined || outcome.ok) return true
      // Who calls something off knows it.
      if (outcome.error.type !== 'CalledOff') setFailure(problemText(outcome.error))
    } catch (cause) {
      reportError(cause)
      setFailure(t('Unexpected'))
    }
    return false
  }
  const run = async (change: Change) => {
    const isDone = await attempt(change)
    await Promise.all(shownBy.map((queryKey) => queries.invalidateQueries({ queryKey })))
    return isDone
  }
  return { failure, isPending, run }
}
