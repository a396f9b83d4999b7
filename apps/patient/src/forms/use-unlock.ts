'use client'
import type { Result } from '@nornos/std'
import type { VaultState } from '@nornos/store'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { vaultQuery } from '#src/data/vault.ts'
import type { ShownProblem } from '#src/shell/use-problem-text.ts'

export interface Unlocking {
  readonly problem: ShownProblem | null
  readonly isPending: boolean
  /** `open` answers what the device said; null when it was not asked. */
  readonly unlock: (open: () => Promise<Result<VaultState, ShownProblem> | null>) => Promise<void>
}

/** Opens the vault that is here. Without the library's mutations: a locked vault would load them for this alone. */
export function useUnlock(): Unlocking {
  const queries = useQueryClient()
  const [problem, setProblem] = useState<ShownProblem | null>(null)
  const [isPending, setPending] = useState(false)
  const unlock: Unlocking['unlock'] = async (open) => {
    setProblem(null)
    setPending(true)
    try {
      const result = await open()
      if (result?.ok) queries.setQueryData(vaultQuery.queryKey, result.value)
      else if (result !== null) setProblem(result.error)
    } catch {
      setProblem({ type: 'Unexpected' })
    }
    setPending(false)
  }
  return { problem, isPending, unlock }
}
