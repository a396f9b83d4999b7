'use client'
import { type DragEvent, useState } from 'react'

export interface DragOrder {
  /** The place that an item is held over; null while nothing is dragged. */
  readonly over: number | null
  /** For the item at a place. */
  readonly itemProps: (at: number) => {
    readonly draggable: boolean
    readonly onDragStart: (event: DragEvent) => void
    readonly onDragOver: (event: DragEvent) => void
    readonly onDrop: (event: DragEvent) => void
    readonly onDragEnd: () => void
  }
}

/** Dragging items of a list to another place, by mouse or a long touch. Whoever cannot drag needs buttons beside it. */
export function useDragOrder(isEnabled: boolean, onMove: (from: number, to: number) => void): DragOrder {
  const [from, setFrom] = useState<number | null>(null)
  const [over, setOver] = useState<number | null>(null)
  const end = () => {
    setFrom(null)
    setOver(null)
  }
  return {
    over,
    itemProps: (at) => ({
      draggable: isEnabled,
      onDragStart: (event) => {
        event.dataTransfer.effectAllowed = 'move'
        // Firefox drags nothing that carries nothing.
        event.dataTransfer.setData('text/plain', '')
        setFrom(at)
      },
      // Anything else that is dragged over the list, such as a file, is not ours to take.
      onDragOver: (event) => {
        if (from === null) return
        event.preventDefault()
        setOver(at)
      },
      onDrop: (event) => {
        if (from === null) return
        event.preventDefault()
        end()
        if (from !== at) onMove(from, at)
      },
      onDragEnd: end,
    }),
  }
}
