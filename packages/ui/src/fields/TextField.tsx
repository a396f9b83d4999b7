'use client'
import type { HTMLInputAutoCompleteAttribute, ReactNode } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { TextField as AriaTextField, Input, Label, Text } from 'react-aria-components/TextField'
import { FieldMessage } from './FieldMessage.tsx'
import { hintStyle, inputStyle, labelStyle } from './field-style.ts'

export interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: ReactNode
  /** What is wrong and how to mend it; its presence marks the field as invalid. */
  readonly error?: string | undefined
  readonly name?: string | undefined
  readonly type?: 'text' | 'email' | 'password' | 'search' | 'url' | undefined
  readonly autoComplete?: HTMLInputAutoCompleteAttribute | undefined
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | undefined
  readonly placeholder?: string | undefined
  readonly lengthMax?: number | undefined
  readonly isRequired?: boolean | undefined
  readonly isDisabled?: boolean | undefined
  readonly autoFocus?: boolean | undefined
  /** For words and codes: nothing may correct, capitalise or remember them. */
  readonly isLiteral?: boolean | undefined
}

/** One line of text with its label, hint and error tied together for assistive technology. */
export function TextField({
  label,
  value,
  onChange,
  hint,
  error,
  name = '',
  type = 'text',
  autoComplete = 'off',
  inputMode = 'text',
  placeholder = '',
  lengthMax = 1000,
  isRequired = false,
  isDisabled = false,
  autoFocus = false,
  isLiteral = false,
}: TextFieldProps) {
  return (
    <AriaTextField
      className="flex flex-col gap-1.5"
      value={value}
      onChange={onChange}
      type={type}
      inputMode={inputMode}
      autoComplete={autoComplete}
      maxLength={lengthMax}
      isRequired={isRequired}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
      autoFocus={autoFocus}
      validationBehavior="aria"
      {...(name ? { name } : {})}
      {...(isLiteral ? { autoCorrect: 'off', spellCheck: 'false' as const } : {})}
    >
      <Label className={labelStyle}>{label}</Label>
      {hint ? (
        <Text slot="description" className={hintStyle}>
          {hint}
        </Text>
      ) : null}
      <Input
        className={inputStyle}
        placeholder={placeholder}
        {...(isLiteral ? { autoCapitalize: 'none' } : {})}
      />
      <FieldError>
        <FieldMessage>{error}</FieldMessage>
      </FieldError>
    </AriaTextField>
  )
}
