'use client'
import { ConfirmProvider, MountedOnly, ToastProvider } from '@nornos/ui'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, Suspense, useState } from 'react'
import { DeviceEvents } from '#src/keys/DeviceEvents.tsx'
import { shellMessages } from '#src/messages/shell-messages.ts'
import { EndedSession } from '#src/shell/EndedSession.tsx'
import { OfflineStart } from '#src/shell/OfflineStart.tsx'
import { Opening } from '#src/shell/Opening.tsx'
import { UpdateNotice } from '#src/shell/UpdateNotice.tsx'
import { Words } from '#src/shell/Words.tsx'

/** What every screen behind the welcome page shares. Answers are kept in memory only, none of it in an exported page. */
export function PrivateFrame({ children }: { readonly children: ReactNode }) {
  const [queries] = useState(makeQueryClient)
  return (
    <MountedOnly>
      <Words add={shellMessages}>
        <QueryClientProvider client={queries}>
          <ToastProvider>
            <OfflineStart />
            <UpdateNotice />
            <DeviceEvents />
            <EndedSession />
            <ConfirmProvider>
              <Suspense fallback={<Opening />}>{children}</Suspense>
            </ConfirmProvider>
          </ToastProvider>
        </QueryClientProvider>
      </Words>
    </MountedOnly>
  )
}

/** Most queries ask the device, which works without a network, so the library must not wait for one. */
function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, staleTime: 60_000, refetchOnWindowFocus: false },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}
