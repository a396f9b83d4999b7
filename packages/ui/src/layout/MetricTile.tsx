'use client'
import type { ReactNode } from 'react'
import { NavigationLink } from '../actions/NavigationLink.tsx'

export interface MetricTileProps {
  readonly label: string
  /** Formatted, without its unit: "57". `null` when there is no reading: then say so in `comparison`. */
  readonly value: string | null
  readonly unit?: string | undefined
  /** "Within your usual range, 54 to 60": no figure stands without a comparison and a time. */
  readonly comparison: string
  readonly at?: ReactNode
  /** A `Sparkline`. */
  readonly chart?: ReactNode
  readonly href: string
}

/** One measure at a glance; the whole tile opens its page. */
export function MetricTile({ label, value, unit, comparison, at, chart, href }: MetricTileProps) {
  return (
    <NavigationLink
      href={href}
      className="flex min-w-0 justify-between gap-3 rounded-card border border-line bg-surface p-4 text-fg no-underline hover:border-line-strong"
    >
      <span className="flex min-w-0 flex-col gap-1">
        <span className="text-label text-muted">
          {label}
          {at ? <span> · {at}</span> : null}
        </span>
        <span className="figures flex items-baseline gap-1.5">
          <span className="text-heading font-bold leading-none">{value ?? '–'}</span>
          {unit && value !== null ? <span className="text-label text-muted">{unit}</span> : null}
        </span>
        <span className="text-label text-muted">{comparison}</span>
      </span>
      <span className="self-end">{chart}</span>
    </NavigationLink>
  )
}
