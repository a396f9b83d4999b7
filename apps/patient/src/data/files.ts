/** The files of the vault and what is on its way. The device says when they are stale. */
import type { UploadState } from '@nornos/store'
import { queryOptions } from '@tanstack/react-query'
import { device } from '#src/keys/device.ts'

export const filesQuery = queryOptions({
  queryKey: ['files'],
  queryFn: async () => (await device()).files(),
})

/** `sha256` as a file view has it. */
export function documentFactsQuery(sha256: string) {
  return queryOptions({
    queryKey: ['files', 'facts', sha256],
    queryFn: async () => (await device()).documentFacts(sha256),
  })
}

export const uploadsQuery = queryOptions({
  queryKey: ['uploads'],
  queryFn: async () => (await device()).uploads(),
})

/** One that waits for a network, or for the person, moves nothing. */
export function isMoving({ step }: UploadState): boolean {
  return step === 'reading' || step === 'sending' || step === 'finishing'
}

export const readsQuery = queryOptions({
  queryKey: ['reads'],
  queryFn: async () => (await device()).reads(),
})
