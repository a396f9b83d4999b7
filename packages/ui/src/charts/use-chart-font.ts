import { useEffect, useState } from 'react'

export const CHART_FONT_FAMILY = '"Atkinson Hyperlegible Next Variable", system-ui, sans-serif'
/** In CSS pixels. */
export const CHART_FONT_SIZE = 13

/** False until the font of the axes is loaded: a canvas neither waits for a font nor changes its text by itself. */
export function useChartFont(): boolean {
  const [isLoaded, setIsLoaded] = useState(false)
  useEffect(() => {
    let isGone = false
    const finish = () => {
      if (!isGone) setIsLoaded(true)
    }
    document.fonts.load(`${CHART_FONT_SIZE}px ${CHART_FONT_FAMILY}`).then(finish, finish)
    return () => {
      isGone = true
    }
  }, [])
  return isLoaded
}
