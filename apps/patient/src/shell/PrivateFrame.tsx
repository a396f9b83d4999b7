'use client'
import { ConfirmProvider, MountedOnly, ToastProvider } from '@nornos/ui'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { IntlProvider, useTimeZone } from 'use-intl'
import { DeviceEvents } from '#src/keys/DeviceEvents.tsx'
import { privateMessages } from '#src/messages/private-messages.ts'
import { EndedSession } from '#src/shell/EndedSession.tsx'
import { OfflineStart } from '#src/shell/OfflineStart.tsx'
import { UpdateNotice } from '#src/shell/UpdateNotice.tsx'

/** What every screen behind the welcome page shares. Answers are kept in memory only, none of it in an exported page. */
export function PrivateFrame({ children }: { readonly children: ReactNode }) {
  const [queries] = useState(makeQueryClient)
  const timeZone = useTimeZone()
  return (
    <MountedOnly>
      <IntlProvider locale="en" messages={privateMessages} {...(timeZone ? { timeZone } : {})}>
        <QueryClientProvider client={queries}>
          <ToastProvider>
            <OfflineStart />
            <UpdateNotice />
            <DeviceEvents />
            <EndedSession />
            <ConfirmProvider>{children}</ConfirmProvider>
          </ToastProvider>
        </QueryClientProvider>
      </IntlProvider>
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
