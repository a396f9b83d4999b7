import type { ReactNode } from 'react'
import { Brand } from './Brand.tsx'

export interface FlowShellProps {
  /** "Step 2 of 5", when there are steps. */
  readonly step?: string | undefined
  /** Back, or leave: always possible. */
  readonly exit?: ReactNode
  readonly children: ReactNode
}

/** One question a page, without navigation: sign-up, unlock, share. Holds the `main` landmark. */
export function FlowShell({ step, exit, children }: FlowShellProps) {
  return (
    <div className="mx-auto flex min-h-dvh max-w-xl flex-col px-4 py-5 sm:py-10">
      <header className="flex min-h-11 items-center justify-between gap-4">
        <Brand />
        {exit}
      </header>
      <main id="content" tabIndex={-1} className="flex flex-1 flex-col gap-6 pt-8 pb-12 sm:pt-14">
        {step ? <p className="text-label text-muted">{step}</p> : null}
        {children}
      </main>
    </div>
  )
}
