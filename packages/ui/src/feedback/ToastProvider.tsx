'use client'
import { X } from 'lucide-react'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import {
  Text,
  UNSTABLE_Toast,
  UNSTABLE_ToastContent,
  UNSTABLE_ToastQueue,
  UNSTABLE_ToastRegion,
} from 'react-aria-components/Toast'
import { IconButton } from '../actions/IconButton.tsx'
import { useUi } from '../UiProvider.tsx'

export interface ToastMessage {
  readonly text: string
  /** A toast with an action stays until it is answered or closed; others leave after 8 s. */
  readonly action?: ReactNode
}

const SHOWN_MS = 8000
const ToastContext = createContext<((message: ToastMessage) => void) | null>(null)

/** Short confirmations of what the person just did. Failures belong where they happened, not here. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const { labels } = useUi()
  const [queue] = useState(() => new UNSTABLE_ToastQueue<ToastMessage>({ maxVisibleToasts: 3 }))
  const show = useMemo(
    () => (message: ToastMessage) => {
      queue.add(message, message.action ? {} : { timeout: SHOWN_MS })
    },
    [queue],
  )
  return (
    <ToastContext value={show}>
      {children}
      <UNSTABLE_ToastRegion
        queue={queue}
        aria-label={labels.notifications}
        className="fixed inset-x-4 bottom-20 z-50 flex flex-col gap-2 outline-offset-4 sm:left-auto sm:w-96 md:bottom-6"
      >
        {({ toast }) => (
          <UNSTABLE_Toast
            toast={toast}
            className="flex items-center gap-3 rounded-card border border-line-strong bg-surface py-1.5 pr-1.5 pl-4"
          >
            <UNSTABLE_ToastContent className="flex flex-1 flex-wrap items-center gap-3">
              <Text slot="title" className="min-w-0 flex-1">
                {toast.content.text}
              </Text>
              {toast.content.action}
            </UNSTABLE_ToastContent>
            <IconButton label={labels.close} icon={<X />} onPress={() => queue.close(toast.key)} />
          </UNSTABLE_Toast>
        )}
      </UNSTABLE_ToastRegion>
    </ToastContext>
  )
}

/** @throws when used outside `ToastProvider`, which is a bug of the app. */
export function useToast(): (message: ToastMessage) => void {
  const show = useContext(ToastContext)
  if (show === null) throw new Error('useToast is used outside ToastProvider')
  return show
}
