import type { ReactNode, Ref } from 'react'
import { classes } from '../classes.ts'

export interface ScrollRegionProps {
  /** What is in it. */
  readonly label: string
  readonly className?: string | undefined
  readonly ref?: Ref<HTMLElement> | undefined
  readonly children?: ReactNode
}

/** What may be wider than its place: it scrolls by itself, also by keyboard, and the page does not. */
export function ScrollRegion({ label, className = '', ref, children }: ScrollRegionProps) {
  return (
    <section
      ref={ref}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className={classes('overflow-x-auto', className)}
    >
      {children}
    </section>
  )
}
