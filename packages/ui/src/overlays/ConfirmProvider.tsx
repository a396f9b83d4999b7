'use client'
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'
import { Button } from '../actions/Button.tsx'
import { Banner } from '../feedback/Banner.tsx'
import { Dialog, usePreparedDialog } from './Dialog.tsx'

export interface ConfirmRequest {
  /** The question: "Stop sharing with Dr Solheim?" */
  readonly title: string
  /** What stops now and what cannot be taken back. */
  readonly consequence: ReactNode
  /** Names the effect: "Stop sharing". */
  readonly confirmLabel: string
  /** Names what stays: "Keep sharing". */
  readonly cancelLabel: string
  /** Shown when `onConfirm` rejects; the dialog stays open for another try. */
  readonly failure: string
  readonly tone?: 'danger' | 'primary' | undefined
  readonly onConfirm: () => Promise<unknown>
}

const ConfirmContext = createContext<((request: ConfirmRequest) => void) | null>(null)

/** Holds the one question that may be open. */
export function ConfirmProvider({ children }: { readonly children: ReactNode }) {
  const [request, setRequest] = useState<ConfirmRequest | null>(null)
  const close = useCallback(() => setRequest(null), [])
  usePreparedDialog()
  return (
    <ConfirmContext value={setRequest}>
      {children}
      {request ? <ConfirmDialog request={request} onClose={close} /> : null}
    </ConfirmContext>
  )
}

/** Asks before an act that shares, ends or deletes. @throws outside `ConfirmProvider`. */
export function useConfirm(): (request: ConfirmRequest) => void {
  const confirm = useContext(ConfirmContext)
  if (confirm === null) throw new Error('useConfirm is used outside ConfirmProvider')
  return confirm
}

type Phase = 'asking' | 'working' | 'failed'

interface ConfirmDialogProps {
  readonly request: ConfirmRequest
  readonly onClose: () => void
}

function ConfirmDialog({ request, onClose }: ConfirmDialogProps) {
  const [phase, setPhase] = useState<Phase>('asking')
  const act = async () => {
    setPhase('working')
    try {
      await request.onConfirm()
      onClose()
    } catch {
      setPhase('failed')
    }
  }
  return (
    <Dialog
      title={request.title}
      role="alertdialog"
      isOpen
      onClose={() => {
        if (phase !== 'working') onClose()
      }}
      actions={
        <>
          <Button tone={request.tone ?? 'danger'} isPending={phase === 'working'} onPress={act}>
            {request.confirmLabel}
          </Button>
          <Button isDisabled={phase === 'working'} autoFocus onPress={onClose}>
            {request.cancelLabel}
          </Button>
        </>
      }
    >
      <div>{request.consequence}</div>
      {phase === 'failed' ? (
        <Banner tone="danger" role="alert">
          {request.failure}
        </Banner>
      ) : null}
    </Dialog>
  )
}
