/** One look for buttons and for links that act like buttons. */
import { classes } from '../classes.ts'

/** `primary` at most once a screen; `danger` for what ends or deletes; `quiet` inside cards and bars. */
export type ButtonTone = 'primary' | 'secondary' | 'danger' | 'quiet'
export type ButtonWidth = 'fit' | 'full'

const toneClasses: Readonly<Record<ButtonTone, string>> = {
  primary:
    'px-4 text-body border-accent bg-accent text-on-accent hover:border-accent-hover hover:bg-accent-hover',
  secondary: 'px-4 text-body border-line-strong bg-surface text-fg hover:border-fg hover:bg-sunken',
  danger: 'px-4 text-body border-danger bg-surface text-danger hover:bg-danger-soft',
  quiet: '-mx-2 px-2 text-label border-transparent bg-transparent text-accent hover:bg-accent-soft',
}

export function buttonStyle(tone: ButtonTone, width: ButtonWidth): string {
  return classes(
    'inline-flex min-h-11 cursor-pointer items-center justify-center gap-2 rounded-control border py-2',
    'font-semibold leading-tight no-underline transition-colors duration-100 select-none',
    'disabled:cursor-default disabled:border-line disabled:bg-sunken disabled:text-muted',
    width === 'full' && 'w-full',
    toneClasses[tone],
  )
}
