'use client'
import { useEffect } from 'react'
import { flushSync } from 'react-dom'
import { closeSession } from '#src/data/session.ts'

/**
 * A page that is left is emptied first: the browser may keep it as it was, to show it again when somebody presses
 * Back. Shown again it starts anew.
 */
export function useEmptyOnHide(): void {
  useEffect(() => {
    const empty = () => flushSync(closeSession)
    const startAnew = (event: PageTransitionEvent) => {
      if (event.persisted) location.reload()
    }
    addEventListener('pagehide', empty)
    addEventListener('pageshow', startAnew)
    return () => {
      removeEventListener('pagehide', empty)
      removeEventListener('pageshow', startAnew)
    }
  }, [])
}
