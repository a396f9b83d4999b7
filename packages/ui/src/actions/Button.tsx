'use client'
import type { ReactNode } from 'react'
import { useUi } from '../UiProvider.tsx'
import { type ButtonTone, type ButtonWidth, buttonStyle } from './button-style.ts'

export interface ButtonProps {
  /** Names the effect: "Stop sharing", not "OK". */
  readonly children: ReactNode
  readonly tone?: ButtonTone | undefined
  readonly width?: ButtonWidth | undefined
  readonly type?: 'button' | 'submit' | undefined
  readonly icon?: ReactNode
  readonly isDisabled?: boolean | undefined
  /** Keeps the focus and its place, says that it works, and ignores presses. */
  readonly isPending?: boolean | undefined
  readonly autoFocus?: boolean | undefined
  /** Which of several buttons with the same text this one is: begins with that text. */
  readonly 'aria-label'?: string | undefined
  readonly describedBy?: string | undefined
  readonly onPress?: (() => void) | undefined
}

/** A button, at least 44 px high. For going somewhere use `LinkButton`. */
export function Button({
  children,
  tone = 'secondary',
  width = 'fit',
  type = 'button',
  icon,
  isDisabled = false,
  isPending = false,
  autoFocus = false,
  'aria-label': label,
  describedBy,
  onPress,
}: ButtonProps) {
  const { labels } = useUi()
  return (
    <button
      type={isPending ? 'button' : type}
      className={buttonStyle(tone, width)}
      disabled={isDisabled}
      aria-disabled={isPending || undefined}
      aria-label={label}
      aria-describedby={describedBy}
      // biome-ignore lint/a11y/noAutofocus: the safe answer of a question that was just opened
      autoFocus={autoFocus}
      onClick={() => {
        if (!isPending) onPress?.()
      }}
    >
      {icon}
      {children}
      <span aria-live="polite" className="sr-only">
        {isPending ? labels.working : ''}
      </span>
      {isPending ? <span aria-hidden="true" className="working-dots" /> : null}
    </button>
  )
}
