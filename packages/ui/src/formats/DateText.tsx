'use client'
import { useFormats } from '../UiProvider.tsx'

export interface DateTextProps {
  /** ms since 1970 in UTC. */
  readonly at: number
  readonly show?: 'date' | 'shortDate' | 'time' | 'dateTime' | undefined
}

/** An instant in the person's locale and zone; machines read the UTC instant from `datetime`. */
export function DateText({ at, show = 'dateTime' }: DateTextProps) {
  const formats = useFormats()
  return (
    <time className="figures" dateTime={new Date(at).toISOString()}>
      {formats[show](at)}
    </time>
  )
}
