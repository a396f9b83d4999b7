import { type RefObject, useEffect, useRef } from 'react'
import { useUi } from '../UiProvider.tsx'

/**
 * Sets the document's title and moves the focus to the heading when the screen changes. The screen on which a visit
 * begins keeps the browser's own focus, at the top of the document.
 */
export function usePageTitle(title: string): RefObject<HTMLHeadingElement | null> {
  const { appName, landing } = useUi()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => keepDocumentTitle(`${title} – ${appName}`), [title, appName])
  useEffect(() => {
    if (landing.current === location.pathname) return
    landing.current = null
    heading.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [landing])
  return heading
}

/** A router writes its own title some time after the screen has changed: ours is put back. */
function keepDocumentTitle(text: string): () => void {
  const keep = () => {
    if (document.title !== text) document.title = text
  }
  keep()
  const changes = new MutationObserver(keep)
  changes.observe(document.head, { childList: true, characterData: true, subtree: true })
  return () => changes.disconnect()
}
