'use client'
import { lazy, Suspense, useEffect, useState } from 'react'
import type { DialogProps } from './dialog-props.ts'

const fetchWindow = () => import('./DialogWindow.tsx')
const LazyWindow = lazy(async () => ({ default: (await fetchWindow()).DialogWindow }))

/**
 * A window over the page: focus stays inside, Escape closes, focus returns. Its code is fetched once the page around it
 * is shown, so that it is there when somebody asks for it.
 */
export function Dialog(props: DialogProps) {
  const [wasOpen, setWasOpen] = useState(props.isOpen)
  if (props.isOpen && !wasOpen) setWasOpen(true)
  usePreparedDialog()
  if (!wasOpen) return null
  return (
    <Suspense fallback={null}>
      <LazyWindow {...props} />
    </Suspense>
  )
}

/** For what may open a dialog. Without a network its code is fetched again when one opens, and what is wrong is said then. */
export function usePreparedDialog(): void {
  useEffect(() => {
    fetchWindow().catch(() => undefined)
  }, [])
}
