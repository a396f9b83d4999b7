'use client'
import { useId } from 'react'
import { FieldMessage } from './FieldMessage.tsx'
import { hintStyle, inputStyle, labelStyle } from './field-style.ts'

export interface TextAreaProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: string | undefined
  readonly error?: string | undefined
  readonly lengthMax?: number | undefined
  readonly rows?: number | undefined
}

/** A few lines of text with their label, hint and error. */
export function TextArea({ label, value, onChange, hint, error, lengthMax = 4000, rows = 3 }: TextAreaProps) {
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
      <textarea
        id={id}
        rows={rows}
        value={value}
        maxLength={lengthMax}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-hint ${id}-error`}
        className={inputStyle}
      />
      <span id={`${id}-error`}>{error ? <FieldMessage>{error}</FieldMessage> : null}</span>
    </div>
  )
}
