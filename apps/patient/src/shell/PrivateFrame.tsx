'use client'
import { ConfirmProvider, MountedOnly, ToastProvider } from '@nornos/ui'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { UpdateNotice } from '#src/shell/UpdateNotice.tsx'

/** What every screen behind the lock shares. Answers are kept in memory only, and none of it is in an exported page. */
export function PrivateFrame({ children }: { readonly children: ReactNode }) {
  const [queries] = useState(() => new QueryClient())
  return (
    <MountedOnly>
      <QueryClientProvider client={queries}>
        <ToastProvider>
          <UpdateNotice />
          <ConfirmProvider>{children}</ConfirmProvider>
        </ToastProvider>
      </QueryClientProvider>
    </MountedOnly>
  )
}
