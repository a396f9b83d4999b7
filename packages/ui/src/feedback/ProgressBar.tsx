'use client'
import { useEffect, useId, useState } from 'react'

export interface ProgressBarProps {
  readonly label: string
  /** Between 0 and 1; `null` while the amount of work is unknown. */
  readonly share: number | null
  /** "4,120,000 of 9,800,000 readings, about 3 min left"; announced at each quarter only. */
  readonly detail?: string | undefined
}

/** One bar per job, drawn by us because the native element cannot be coloured in every browser. */
export function ProgressBar({ label, share, detail = '' }: ProgressBarProps) {
  const id = useId()
  const percent = share === null ? null : Math.round(Math.min(1, Math.max(0, share)) * 100)
  const announcement = useQuarterAnnouncement(percent, detail)
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span id={id} className="font-semibold">
          {label}
        </span>
        <span className="figures text-label text-muted">{detail}</span>
      </div>
      <div
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(percent === null ? {} : { 'aria-valuenow': percent })}
        {...(detail ? { 'aria-valuetext': detail } : {})}
        className="overflow-hidden rounded-full border border-line-strong bg-sunken"
      >
        <svg aria-hidden="true" width="100%" height="10" className="block text-accent">
          <rect
            width={`${percent ?? 100}%`}
            height="10"
            fill="currentColor"
            opacity={percent === null ? 0.35 : 1}
          />
        </svg>
      </div>
      <output className="sr-only">{announcement}</output>
    </div>
  )
}

/** The text of a polite region that changes at the start, at each quarter and at the end, not at each tick. */
function useQuarterAnnouncement(percent: number | null, detail: string): string {
  const quarter = percent === null ? -1 : Math.floor(percent / 25)
  const [announced, setAnnounced] = useState({ quarter: -2, text: '' })
  useEffect(() => {
    setAnnounced((last) =>
      last.quarter === quarter
        ? last
        : { quarter, text: percent === null ? detail : `${percent} % ${detail}` },
    )
  }, [quarter, percent, detail])
  return announced.text
}
