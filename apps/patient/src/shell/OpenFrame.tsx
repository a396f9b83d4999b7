'use client'
import type { ReactNode } from 'react'
import { AppNavigation } from '#src/shell/AppNavigation.tsx'
import { AutoLock } from '#src/shell/AutoLock.tsx'
import { ConnectionEvents } from '#src/shell/ConnectionEvents.tsx'
import { type OpenVault, OpenVaultProvider } from '#src/shell/OpenVaultProvider.tsx'
import { SessionNote } from '#src/shell/SessionNote.tsx'

export interface OpenFrameProps {
  readonly vault: OpenVault
  readonly pathname: string
  readonly children: ReactNode
}

/** What is around every screen of an open vault. */
export function OpenFrame({ vault, pathname, children }: OpenFrameProps) {
  return (
    <OpenVaultProvider vault={vault}>
      <AutoLock />
      <ConnectionEvents />
      <SessionNote />
      <AppNavigation pathname={pathname}>{children}</AppNavigation>
    </OpenVaultProvider>
  )
}
