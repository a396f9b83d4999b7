import type { ReactNode } from 'react'

export interface ToastMessage {
  readonly text: string
  /** A toast with an action stays until it is answered or closed; others leave after 8 s. */
  readonly action?: ReactNode
}
