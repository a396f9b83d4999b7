'use client'
import { useMemo, useSyncExternalStore } from 'react'

/**
 * The parameters in the address's fragment, `/record#r=…`. Ids of people and records stand only there: the path and
 * the query of a page are sent to whoever hosts the app, the fragment never is.
 */
export function useHashParams(): URLSearchParams {
  const hash = useSyncExternalStore(
    subscribe,
    () => location.hash,
    () => '',
  )
  return useMemo(() => new URLSearchParams(hash.slice(1)), [hash])
}

/** Replaces the fragment in place, without a new entry in the history: for tabs and filters. */
export function replaceHashParams(params: URLSearchParams): void {
  const text = params.toString()
  history.replaceState(history.state, '', text === '' ? location.pathname : `#${text}`)
  dispatchEvent(new HashChangeEvent('hashchange'))
}

function subscribe(onChange: () => void): () => void {
  addEventListener('hashchange', onChange)
  addEventListener('popstate', onChange)
  return () => {
    removeEventListener('hashchange', onChange)
    removeEventListener('popstate', onChange)
  }
}
