'use client'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react'
import type { ToastMessage } from './toast-message.ts'

const ToastContext = createContext<((message: ToastMessage) => void) | null>(null)

type Shelf = Awaited<ReturnType<typeof fetchShelf>>

/** The region and the queue that fills it. */
async function fetchShelf() {
  const { ToastQueue, ToastRegion } = await import('./ToastRegion.tsx')
  return { Region: ToastRegion, queue: new ToastQueue() }
}

/**
 * Short confirmations of what the person just did. Failures belong where they happened, not here. The code that shows
 * them is fetched once the page is shown; what is said before then waits for it.
 */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const fetching = useRef<Promise<Shelf> | null>(null)
  const [shelf, setShelf] = useState<Shelf | null>(null)
  const fetched = useCallback(() => {
    fetching.current ??= fetchShelf().then(
      (made) => {
        setShelf(made)
        return made
      },
      (cause: unknown) => {
        fetching.current = null
        throw cause
      },
    )
    return fetching.current
  }, [])
  const show = useCallback(
    (message: ToastMessage) => {
      // Without its code a confirmation is not shown; what it confirms has happened all the same.
      fetched().then(
        ({ queue }) => queue.show(message),
        () => undefined,
      )
    },
    [fetched],
  )
  useEffect(() => {
    fetched().catch(() => undefined)
  }, [fetched])
  return (
    <ToastContext value={show}>
      {children}
      {shelf ? <shelf.Region queue={shelf.queue} /> : null}
    </ToastContext>
  )
}

/** @throws when used outside `ToastProvider`, which is a bug of the app. */
export function useToast(): (message: ToastMessage) => void {
  const show = useContext(ToastContext)
  if (show === null) throw new Error('useToast is used outside ToastProvider')
  return show
}
