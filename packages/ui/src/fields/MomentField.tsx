'use client'
import { type ReactNode, useId } from 'react'
import { FieldMessage } from './FieldMessage.tsx'
import { hintStyle, inputStyle, labelStyle } from './field-style.ts'

export interface MomentFieldProps {
  readonly label: string
  /** As a clock shows it: `2025-03-30T08:15`, or `2025-03-30` for a day alone. */
  readonly value: string
  readonly onChange: (value: string) => void
  readonly type?: 'datetime-local' | 'date' | undefined
  readonly hint?: ReactNode
  readonly error?: string | undefined
}

/** A day and a time, or a day alone, by the platform's own control: every phone and screen reader knows it. */
export function MomentField({
  label,
  value,
  onChange,
  type = 'datetime-local',
  hint,
  error,
}: MomentFieldProps) {
  const id = useId()
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className={labelStyle}>
        {label}
      </label>
      {hint ? (
        <span id={`${id}-hint`} className={hintStyle}>
          {hint}
        </span>
      ) : null}
      <input
        id={id}
        type={type}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-hint ${id}-error`}
        className={`${inputStyle} figures`}
      />
      <span id={`${id}-error`}>{error ? <FieldMessage>{error}</FieldMessage> : null}</span>
    </div>
  )
}
