import type { ReactNode } from 'react'

export interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  /** `alertdialog` for a decision that cannot be taken back: no close button, the background does not close it. */
  readonly role?: 'dialog' | 'alertdialog' | undefined
  readonly actions?: ReactNode
  readonly children: ReactNode
}
