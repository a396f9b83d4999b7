'use client'
import { Skeleton } from '@nornos/ui'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { QueryFailure } from '#src/screens/failure/QueryFailure.tsx'

export interface QueryViewProps<Answer> {
  readonly query: UseQueryResult<Answer>
  /** Said while it is awaited: "Reading sleep". */
  readonly label: string
  readonly lines?: number
  readonly children: (answer: Answer) => ReactNode
}

/** The answer of a query, or its wait, or its failure with a way to try again. An answer stays while it is renewed. */
export function QueryView<Answer>({ query, label, lines = 3, children }: QueryViewProps<Answer>) {
  if (query.data !== undefined) return children(query.data)
  if (query.isError) return <QueryFailure error={query.error} onRetry={() => void query.refetch()} />
  return <Skeleton label={label} lines={lines} />
}
