'use client'
import { createContext, type ReactNode, type RefObject, useContext, useMemo, useRef } from 'react'
import { type Formats, makeFormats } from './formats/formats.ts'
import type { UiLabels } from './labels.ts'

export interface UiProviderProps {
  /** Shown after the title of each page: "Sharing – Nornos". */
  readonly appName: string
  /** BCP 47, for example `en-GB`. */
  readonly locale: string
  /** IANA name, for example `Europe/Oslo`. */
  readonly timeZone: string
  readonly labels: UiLabels
  /** Called for a plain click on an internal link, with its path and fragment; the app gives its router's push. */
  readonly navigate: (href: string) => void
  readonly children: ReactNode
}

interface UiContextValue {
  readonly appName: string
  readonly labels: UiLabels
  readonly formats: Formats
  readonly navigate: (href: string) => void
  /** The path on which the visit began, until the first change of screen; then `null`. */
  readonly landing: RefObject<string | null>
}

const UiContext = createContext<UiContextValue | null>(null)

/** What every primitive needs from its app: locale, zone, the words it says itself and a way to navigate. */
export function UiProvider({ appName, locale, timeZone, labels, navigate, children }: UiProviderProps) {
  const formats = useMemo(() => makeFormats(locale, timeZone), [locale, timeZone])
  const landing = useRef<string | null>(typeof location === 'undefined' ? null : location.pathname)
  const value = useMemo(
    () => ({ appName, labels, formats, navigate, landing }),
    [appName, labels, formats, navigate],
  )
  return <UiContext value={value}>{children}</UiContext>
}

/** @throws when used outside `UiProvider`, which is a bug of the app. */
export function useUi(): UiContextValue {
  const value = useContext(UiContext)
  if (value === null) throw new Error('a primitive is used outside UiProvider')
  return value
}

/** Formats for numbers, instants and durations in the person's locale and zone. */
export function useFormats(): Formats {
  return useUi().formats
}
