'use client'
import { UiProvider } from '@nornos/ui'
import { useRouter } from 'next/navigation'
import { type ReactNode, useCallback, useEffect } from 'react'
import { IntlProvider } from 'use-intl'
import { messages } from '#src/messages/en.ts'
import { applyTheme } from '#src/shell/settings.ts'
import { useRegion } from '#src/shell/use-region.ts'
import { useUiLabels } from '#src/shell/use-ui-labels.ts'

/** Words, locale, zone and navigation for every screen. The words are English; dates and figures are the person's. */
export function AppProviders({ children }: { readonly children: ReactNode }) {
  const { timeZone } = useRegion()
  return (
    <IntlProvider locale="en" timeZone={timeZone} messages={messages}>
      <UiFrame>{children}</UiFrame>
    </IntlProvider>
  )
}

function UiFrame({ children }: { readonly children: ReactNode }) {
  const { locale, timeZone } = useRegion()
  const labels = useUiLabels()
  const navigate = useNavigate()
  useEffect(applyTheme, [])
  return (
    <UiProvider appName={messages.app.name} {...{ locale, timeZone, labels, navigate }}>
      {children}
    </UiProvider>
  )
}

/** Next does not announce a change of the fragment alone; the browser does. */
function useNavigate(): (href: string) => void {
  const router = useRouter()
  return useCallback(
    (href: string) => {
      const target = new URL(href, location.href)
      if (target.pathname === location.pathname && target.hash !== '') location.hash = target.hash
      else router.push(href)
    },
    [router],
  )
}
