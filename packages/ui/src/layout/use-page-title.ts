import { type RefObject, useEffect, useRef } from 'react'
import { useUi } from '../UiProvider.tsx'

/** The first screen of a visit keeps the browser's own focus, at the top of the document. */
let isFirstScreen = true

/** Sets the document's title and moves the focus to the heading whenever the screen changes. */
export function usePageTitle(title: string): RefObject<HTMLHeadingElement | null> {
  const { appName } = useUi()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} – ${appName}`
  }, [title, appName])
  useEffect(() => {
    if (isFirstScreen) {
      isFirstScreen = false
      return
    }
    heading.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [])
  return heading
}
