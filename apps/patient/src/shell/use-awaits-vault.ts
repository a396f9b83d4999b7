'use client'
import { useQuery } from '@tanstack/react-query'
import { useSession } from '#src/data/use-session.ts'
import { syncQuery } from '#src/data/vault.ts'
import { useOnline } from '#src/shell/use-online.ts'

/**
 * True on a device that has not heard from its vault yet but can: what is empty here may be full there, so nothing may
 * be called empty.
 */
export function useAwaitsVault(): boolean {
  const { data: sync } = useQuery(syncQuery)
  const session = useSession()
  const isOnline = useOnline()
  if (sync === undefined || !isOnline || session.state === 'signed-out') return false
  return sync.state === 'saved' && sync.at === null
}
