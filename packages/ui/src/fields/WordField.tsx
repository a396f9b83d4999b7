'use client'
import { TextField } from './TextField.tsx'

export interface WordFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (word: string) => void
  readonly error?: string | undefined
  readonly autoFocus?: boolean | undefined
  readonly isDisabled?: boolean | undefined
}

/** One word of a list, as for "word 7 of your kit". Nothing corrects or remembers it. */
export function WordField({ label, value, onChange, error, autoFocus, isDisabled }: WordFieldProps) {
  return (
    <TextField
      label={label}
      value={value}
      onChange={(typed) => onChange(typed.trim().toLowerCase())}
      error={error}
      lengthMax={40}
      autoFocus={autoFocus}
      isDisabled={isDisabled}
      isLiteral
    />
  )
}
