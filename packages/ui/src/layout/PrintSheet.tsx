'use client'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'

/** What is printed instead of the screen that shows it: on paper alone, always light, with nothing else on it. */
export function PrintSheet({ children }: { readonly children: ReactNode }) {
  return createPortal(
    <section data-print-sheet className="hidden flex-col gap-5 print:flex">
      {children}
    </section>,
    document.body,
  )
}
