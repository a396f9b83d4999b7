import { CircleAlert, CircleCheck, CircleX, Info } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from '../classes.ts'
import { type StatusTone, statusToneSoft, statusToneText } from '../tones.ts'

export interface BannerProps {
  readonly tone?: StatusTone | undefined
  readonly children: ReactNode
  /** A button or link that mends it. */
  readonly action?: ReactNode
  /** `alert` interrupts; only for what failed just now. */
  readonly role?: 'status' | 'alert' | 'note' | undefined
}

const icons = { neutral: Info, info: Info, ok: CircleCheck, warn: CircleAlert, danger: CircleX }

/** A sentence about the state of things, across the width: offline, storage at risk, saved. */
export function Banner({ tone = 'info', children, action, role = 'status' }: BannerProps) {
  const Icon = icons[tone]
  return (
    <div
      role={role}
      className={classes(
        'flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card border px-4 py-3',
        statusToneSoft[tone],
      )}
    >
      <div className="flex min-w-0 flex-1 basis-72 items-start gap-3">
        <Icon aria-hidden="true" className={classes('mt-0.5 size-5 shrink-0', statusToneText[tone])} />
        <div className="measure min-w-0">{children}</div>
      </div>
      {action}
    </div>
  )
}
