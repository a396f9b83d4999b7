'use client'
import { ConfirmProvider, MountedOnly, ToastProvider } from '@nornos/ui'
import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { IntlProvider } from 'use-intl'
import { isSessionOver } from '#src/data/session.ts'
import { sessionMessages } from '#src/messages/session.ts'
import { DoctorFrame } from '#src/shell/DoctorFrame.tsx'
import { makeQueryClient } from '#src/shell/query-client.ts'
import { ShareWatch } from '#src/shell/ShareWatch.tsx'
import { SigningIn } from '#src/shell/SigningIn.tsx'
import { useEmptyOnHide } from '#src/shell/use-empty-on-hide.ts'
import { useRegion } from '#src/shell/use-region.ts'
import { useSession } from '#src/shell/use-session.ts'

/** What every screen behind the sign-in shares. Nothing of it is in an exported page. */
export function PrivateFrame({ children }: { readonly children: ReactNode }) {
  const { timeZone } = useRegion()
  return (
    <MountedOnly>
      <IntlProvider locale="en" timeZone={timeZone} messages={sessionMessages}>
        <SessionGate>{children}</SessionGate>
      </IntlProvider>
    </MountedOnly>
  )
}

function SessionGate({ children }: { readonly children: ReactNode }) {
  useEmptyOnHide()
  const session = useSession()
  // Between the end of a session and the next document there is nothing to show.
  if (session === null) return isSessionOver() ? null : <SigningIn />
  return (
    <SessionMemory key={session.account.id}>
      <ToastProvider>
        <ConfirmProvider>
          <ShareWatch>
            <DoctorFrame account={session.account}>{children}</DoctorFrame>
          </ShareWatch>
        </ConfirmProvider>
      </ToastProvider>
    </SessionMemory>
  )
}

/** Answers live as long as the session: a new session begins with an empty memory. */
function SessionMemory({ children }: { readonly children: ReactNode }) {
  const [queries] = useState(makeQueryClient)
  useEffect(() => () => queries.clear(), [queries])
  return <QueryClientProvider client={queries}>{children}</QueryClientProvider>
}
