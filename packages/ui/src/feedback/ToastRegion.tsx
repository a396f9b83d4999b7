'use client'
import { X } from 'lucide-react'
import {
  Text,
  UNSTABLE_Toast,
  UNSTABLE_ToastContent,
  UNSTABLE_ToastQueue,
  UNSTABLE_ToastRegion,
} from 'react-aria-components/Toast'
import { IconButton } from '../actions/IconButton.tsx'
import { useUi } from '../UiProvider.tsx'
import type { ToastMessage } from './toast-message.ts'

const SHOWN_MS = 8000

export class ToastQueue extends UNSTABLE_ToastQueue<ToastMessage> {
  constructor() {
    super({ maxVisibleToasts: 3 })
  }

  show(message: ToastMessage): void {
    this.add(message, message.action ? {} : { timeout: SHOWN_MS })
  }
}

/** Where toasts appear. */
export function ToastRegion({ queue }: { readonly queue: ToastQueue }) {
  const { labels } = useUi()
  return (
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
  )
}
