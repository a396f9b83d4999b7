'use client'
import type { VendorId } from '@nornos/contracts'
import { useMutation } from '@tanstack/react-query'
import { beginConnection, type StartProblem } from '#src/data/connections.ts'

export interface BeginConnection {
  /** Of a record server, for `fhir` alone. */
  begin(serverUrl?: string): void
  reset(): void
  readonly isPending: boolean
  readonly outcome: 'opened' | StartProblem | null
}

export function useBeginConnection(vendor: VendorId): BeginConnection {
  const mutation = useMutation({
    mutationFn: (serverUrl: string | undefined) => beginConnection(vendor, serverUrl),
  })
  return {
    begin: (serverUrl) => mutation.mutate(serverUrl),
    reset: mutation.reset,
    isPending: mutation.isPending,
    outcome: mutation.isError ? 'other' : (mutation.data ?? null),
  }
}
