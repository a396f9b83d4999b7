'use client'
import { useSyncExternalStore } from 'react'

export interface Region {
  /** For dates and figures; the words have their own. */
  readonly locale: string
  readonly timeZone: string
}

const exported: Region = { locale: 'en', timeZone: 'UTC' }
let detected: Region | null = null

/** The browser's own locale and zone. Exported pages are made without either. */
export function useRegion(): Region {
  return useSyncExternalStore(subscribe, detect, () => exported)
}

function detect(): Region {
  detected ??= { locale: navigator.language, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone }
  return detected
}

function subscribe(): () => void {
  return () => undefined
}
