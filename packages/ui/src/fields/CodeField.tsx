'use client'
import type { ReactNode } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { TextField as AriaTextField, Input, Label, Text } from 'react-aria-components/TextField'
import { FieldMessage } from './FieldMessage.tsx'
import { hintStyle, inputStyle, labelStyle } from './field-style.ts'

export interface CodeFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (digits: string) => void
  /** Called once when the last digit is in. */
  readonly onComplete?: ((digits: string) => void) | undefined
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly digits?: number | undefined
  readonly isDisabled?: boolean | undefined
  readonly autoFocus?: boolean | undefined
}

/**
 * A one-time code in a single box, so that paste and the phone's own suggestion work. Anything but digits is
 * dropped: "123 456" pastes as 123456.
 */
export function CodeField({
  label,
  value,
  onChange,
  onComplete,
  hint,
  error,
  digits = 6,
  isDisabled = false,
  autoFocus = false,
}: CodeFieldProps) {
  const change = (typed: string) => {
    const code = typed.replace(/\D/g, '').slice(0, digits)
    onChange(code)
    if (code.length === digits && code !== value) onComplete?.(code)
  }
  return (
    <AriaTextField
      className="flex flex-col gap-1.5"
      value={value}
      onChange={change}
      inputMode="numeric"
      autoComplete="one-time-code"
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
      autoFocus={autoFocus}
      validationBehavior="aria"
    >
      <Label className={labelStyle}>{label}</Label>
      {hint ? (
        <Text slot="description" className={hintStyle}>
          {hint}
        </Text>
      ) : null}
      <Input className={`${inputStyle} figures max-w-48 text-title tracking-[0.25em]`} />
      <FieldError>
        <FieldMessage>{error}</FieldMessage>
      </FieldError>
    </AriaTextField>
  )
}
