'use client'
import { useUi } from '../UiProvider.tsx'
import type { TimeMark } from './plot.ts'
import type { Range } from './zoom.ts'

export interface MarkListProps {
  readonly marks: readonly TimeMark[]
  readonly range: Range
}

/** The dated marks in view as words: on the canvas nobody hears them, and not all have room there. */
export function MarkList({ marks, range }: MarkListProps) {
  const { formats, labels } = useUi()
  const shown = marks.filter(({ at }) => at >= range.from && at <= range.until)
  if (shown.length === 0) return null
  return (
    <ul aria-label={labels.marks} className="flex flex-wrap gap-x-5 gap-y-1 text-label text-muted">
      {shown.map(({ at, label }) => (
        <li key={`${at} ${label}`} className="min-w-0 break-words">
          <span className="figures">{formats.shortDate(at, range.until)}</span> · {label}
        </li>
      ))}
    </ul>
  )
}
