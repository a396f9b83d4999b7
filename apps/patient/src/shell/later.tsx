'use client'
import { type ComponentType, use } from 'react'

export type Load<Props> = () => Promise<ComponentType<Props>>

const waiting = new Set<() => Promise<unknown>>()
const failed = new Set<() => void>()

/**
 * A part of the app whose code and words are fetched when it is first shown, or before: see `fetchLater`. Needs a
 * `Suspense` above it. Once fetched it is shown at once, without a moment of the fallback.
 */
export function later<Props extends object>(load: Load<Props>): ComponentType<Props> {
  let fetched: ComponentType<Props> | null = null
  let fetching: Promise<ComponentType<Props>> | null = null
  const start = () => {
    fetching ??= load().then(
      (part) => {
        fetched = part
        return part
      },
      (cause: unknown) => {
        // Kept until somebody asks anew: a part that is fetched again by itself would be fetched again and again.
        failed.add(() => {
          fetching = null
        })
        throw cause
      },
    )
    return fetching
  }
  waiting.add(start)
  return function Later(props: Props) {
    const Part = fetched ?? use(start())
    return <Part {...props} />
  }
}

/** Fetches every part that this page may show next. Call it once what is shown now has been painted. */
export function fetchLater(): void {
  // What nobody has asked for yet is fetched anew when they do.
  for (const start of waiting) start().catch(forgetFailed)
}

/** What could not be fetched is fetched anew when it is shown again. */
export function forgetFailed(): void {
  for (const forget of failed) forget()
  failed.clear()
}
