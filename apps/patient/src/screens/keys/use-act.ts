'use client'
import type { DeviceProblem } from '@nornos/store'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { keysQuery, type Outcome } from '#src/data/keys.ts'

export interface Act {
  readonly problem: DeviceProblem | null
  readonly isPending: boolean
  /** Runs one change; answers whether it was done. */
  readonly run: (change: () => Promise<Outcome>) => Promise<boolean>
}

/** One change at a time; what went wrong stays to be shown until the next one. */
export function useAct(): Act {
  const queries = useQueryClient()
  const [problem, setProblem] = useState<DeviceProblem | null>(null)
  const { isPending, mutateAsync } = useMutation({
    mutationFn: (change: () => Promise<Outcome>) => change(),
    onMutate: () => setProblem(null),
  })
  const run = async (change: () => Promise<Outcome>) => {
    const outcome = await mutateAsync(change).catch(() => failed)
    if (!outcome.ok) setProblem(outcome.error)
    await queries.invalidateQueries({ queryKey: keysQuery.queryKey })
    return outcome.ok
  }
  return { problem, isPending, run }
}

const failed: Outcome = { ok: false, error: { type: 'Refused', code: '', detail: '' } }
