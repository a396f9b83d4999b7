'use client'
import type { Result } from '@nornos/std'
import type { DeviceProblem } from '@nornos/store'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { filesQuery, uploadsQuery } from '#src/data/files.ts'
import { useProblemText } from '#src/shell/use-problem-text.ts'

export interface FileAct {
  /** What went wrong with the last change, as a sentence; empty when nothing did. */
  readonly failure: string
  readonly run: (change: () => Promise<Result<unknown, DeviceProblem> | undefined>) => Promise<void>
}

/** Changes files and renews the lists at once: the device tells of changes only every so often. */
export function useFileAct(): FileAct {
  const t = useTranslations('files')
  const queries = useQueryClient()
  const problemText = useProblemText()
  const [failure, setFailure] = useState('')
  const run: FileAct['run'] = async (change) => {
    setFailure('')
    try {
      const outcome = await change()
      // Who stops a download knows it.
      const isStopped = outcome?.ok === false && 'code' in outcome.error && outcome.error.code === 'cancelled'
      if (outcome?.ok === false && !isStopped) setFailure(problemText(outcome.error))
    } catch {
      setFailure(t('failed'))
    }
    await queries.invalidateQueries({ queryKey: filesQuery.queryKey })
    await queries.invalidateQueries({ queryKey: uploadsQuery.queryKey })
  }
  return { failure, run }
}
