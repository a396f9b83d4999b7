'use client'
import { type ReactNode, useSyncExternalStore } from 'react'

/**
 * Renders its children only in the browser. Exported pages then hold no `style` attribute that the policy refuses,
 * and nothing of a person, because there is nothing to know before their vault is open.
 */
export function MountedOnly({ children }: { readonly children: ReactNode }): ReactNode {
  const isMounted = useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  )
  return isMounted ? children : null
}

function subscribe(): () => void {
  return () => undefined
}
