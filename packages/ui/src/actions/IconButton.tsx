'use client'
import type { ReactNode } from 'react'
import { classes } from '../classes.ts'

export interface IconButtonProps {
  /** The accessible name; also the native tooltip, so the icon is never alone. */
  readonly label: string
  readonly icon: ReactNode
  readonly isDisabled?: boolean | undefined
  readonly border?: 'line' | 'none' | undefined
  readonly onPress: () => void
}

/** A 44 px square with an icon, for bars where space is short. */
export function IconButton({ label, icon, isDisabled = false, border = 'none', onPress }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={isDisabled}
      onClick={() => onPress()}
      className={classes(
        'grid size-11 cursor-pointer place-items-center rounded-control border bg-surface text-fg',
        'hover:bg-sunken disabled:cursor-default disabled:text-line-strong disabled:hover:bg-surface',
        border === 'line' ? 'border-line-strong disabled:border-line' : 'border-transparent',
      )}
    >
      <span aria-hidden="true" className="[&>svg]:size-5">
        {icon}
      </span>
    </button>
  )
}
