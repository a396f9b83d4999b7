'use client'
import { X } from 'lucide-react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components/Modal'
import { IconButton } from '../actions/IconButton.tsx'
import { useUi } from '../UiProvider.tsx'
import type { DialogProps } from './dialog-props.ts'

/** What `Dialog` shows once its code is there. On phones it rises from the bottom. */
export function DialogWindow({ title, isOpen, onClose, role = 'dialog', actions, children }: DialogProps) {
  const { labels } = useUi()
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      isDismissable={role === 'dialog'}
      className="fixed inset-0 z-50 flex items-end justify-center bg-[rgb(0_0_0/0.55)] sm:items-center sm:p-6"
    >
      <Modal className="max-h-[90dvh] w-full max-w-lg overflow-y-auto rounded-t-card border border-line bg-surface pb-[env(safe-area-inset-bottom)] sm:rounded-card">
        <AriaDialog role={role} className="flex flex-col gap-4 p-5 outline-none sm:p-6">
          <div className="flex items-start justify-between gap-4">
            <Heading slot="title" className="text-title">
              {title}
            </Heading>
            {role === 'dialog' ? <IconButton label={labels.close} icon={<X />} onPress={onClose} /> : null}
          </div>
          <div className="measure flex flex-col gap-3">{children}</div>
          {actions ? <div className="flex flex-wrap gap-3">{actions}</div> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
