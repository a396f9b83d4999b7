import { classes } from '../classes.ts'
import type { StatusTone } from '../tones.ts'

export interface StatusChipProps {
  readonly tone?: StatusTone | undefined
  readonly children: string
  /** Announced politely when it changes: for the sync chip, not for chips in lists. */
  readonly isLive?: boolean | undefined
}

/** A different shape for each tone, so that colour is never alone. */
const dots: Readonly<Record<StatusTone, string>> = {
  neutral: 'rounded-full border-2 border-muted',
  info: 'rounded-full border-2 border-info bg-info-soft',
  ok: 'rounded-full bg-ok',
  warn: 'rotate-45 bg-warn',
  danger: 'bg-danger',
}

/** A short state in words: "Saved to your vault 2 minutes ago", "Ends in 3 days". */
export function StatusChip({ tone = 'neutral', children, isLive = false }: StatusChipProps) {
  return (
    <span
      {...(isLive ? { role: 'status' } : {})}
      className="inline-flex items-center gap-2 text-label leading-snug text-muted"
    >
      <span aria-hidden="true" className={classes('size-2.5 shrink-0', dots[tone])} />
      {children}
    </span>
  )
}
