'use client'
import { type ReactNode, type Ref, useId } from 'react'
import { useUi } from '../UiProvider.tsx'
import { useQuietText } from './use-quiet-text.ts'
import type { ValueCursor } from './use-value-cursor.ts'

export interface WalkedPictureProps {
  /** One sentence that says what the picture shows. */
  readonly summary: string
  /** What the cursor is on; said where it rests. */
  readonly value: string | null
  readonly cursor: Pick<ValueCursor, 'onKeyDown' | 'leave'>
  /** Which keys walk it, where they are not those of values in a row. */
  readonly keys?: string | undefined
  readonly className?: string | undefined
  readonly ref?: Ref<HTMLDivElement> | undefined
  readonly children: ReactNode
}

/** A picture whose values can be walked by keyboard; its content is hidden from assistive technology. */
export function WalkedPicture(props: WalkedPictureProps) {
  const { labels } = useUi()
  const { summary, value, cursor, keys = labels.chartKeys, className, ref, children } = props
  const hint = useId()
  const spoken = useQuietText(value ?? '')
  return (
    <>
      <div
        ref={ref}
        role="img"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys walk the values of the picture
        tabIndex={0}
        aria-label={summary}
        aria-describedby={hint}
        onKeyDown={cursor.onKeyDown}
        onPointerLeave={cursor.leave}
        className={`min-w-0 rounded-mark ${className ?? ''}`}
      >
        {children}
      </div>
      <span id={hint} className="sr-only">
        {keys}
      </span>
      <output className="sr-only">{spoken}</output>
    </>
  )
}
