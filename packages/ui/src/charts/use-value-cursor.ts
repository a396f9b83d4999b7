import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { type GridPlace, nearestValue, walkGrid, walkValues } from './walk-values.ts'

/** The value that the person looks at, and what moves there: keys, a pointer, a finger. */
export interface ValueCursor {
  /** Its place among the values; `null` while none is looked at. */
  readonly at: number | null
  readonly onKeyDown: (event: KeyboardEvent) => void
  /** For the element that has the chart's own x; `places` are the x of the values, in pixels. */
  readonly follow: (event: PointerEvent, places: readonly number[]) => void
  readonly show: (at: number) => void
  readonly leave: () => void
}

export function useValueCursor(count: number): ValueCursor {
  const [chosen, setAt] = useState<number | null>(null)
  const at = chosen !== null && chosen < count ? chosen : null
  return {
    at,
    onKeyDown: (event) => {
      const next = walkValues(event, at, count)
      if (next === null) return
      event.preventDefault()
      setAt(next)
    },
    follow: (event, places) => {
      const left = event.currentTarget.getBoundingClientRect().left
      setAt(nearestValue(places, event.clientX - left))
    },
    show: setAt,
    leave: () => setAt(null),
  }
}

/** The same for values in rows above each other. */
export interface GridCursor {
  readonly at: GridPlace | null
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly show: (at: GridPlace) => void
  readonly leave: () => void
}

export function useGridCursor(rows: number, columns: number): GridCursor {
  const [chosen, setAt] = useState<GridPlace | null>(null)
  const at = chosen !== null && chosen.row < rows && chosen.column < columns ? chosen : null
  return {
    at,
    onKeyDown: (event) => {
      const next = walkGrid(event, at, { rows, columns })
      if (next === null) return
      event.preventDefault()
      setAt(next)
    },
    show: setAt,
    leave: () => setAt(null),
  }
}
