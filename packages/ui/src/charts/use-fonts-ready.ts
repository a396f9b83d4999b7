import { useEffect, useState } from 'react'

/** False until the page's fonts are loaded: a canvas does not change its text by itself. */
export function useFontsReady(): boolean {
  const [isReady, setIsReady] = useState(() => document.fonts.status === 'loaded')
  useEffect(() => {
    let isGone = false
    document.fonts.ready.then(() => {
      if (!isGone) setIsReady(true)
    })
    return () => {
      isGone = true
    }
  }, [])
  return isReady
}
