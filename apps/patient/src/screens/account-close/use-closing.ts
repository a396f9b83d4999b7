'use client'
import type { ClosureReceipt } from '@nornos/contracts'
import type { Result } from '@nornos/std'
import type { DeviceProblem } from '@nornos/store'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

/** `receipt`: null when there was no vault today. */
export interface Closed {
  readonly receipt: ClosureReceipt | null
}

export interface ClosingProps {
  /** True once it has begun; false when it was refused. */
  readonly onClosing: (isClosing: boolean) => void
  readonly onClosed: (closed: Closed) => void
}

/** Destroys the vault, and says what was in the way. */
export function useClosing(
  destroy: () => Promise<Result<ClosureReceipt | null, DeviceProblem>>,
  { onClosing, onClosed }: ClosingProps,
) {
  const [problem, setProblem] = useState<DeviceProblem | null>(null)
  const refused = (why: DeviceProblem) => {
    onClosing(false)
    setProblem(why)
  }
  const { isPending, mutate } = useMutation({
    mutationFn: destroy,
    onMutate: () => {
      setProblem(null)
      onClosing(true)
    },
    onSuccess: (result) => (result.ok ? onClosed({ receipt: result.value }) : refused(result.error)),
    onError: () => refused({ type: 'Offline' }),
  })
  return { problem, isPending, close: () => mutate() }
}
