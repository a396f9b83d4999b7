'use client'
import { FieldError } from 'react-aria-components/FieldError'
import {
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  Label,
  Text,
} from 'react-aria-components/TextField'
import { FieldMessage } from './FieldMessage.tsx'
import { hintStyle, inputStyle, labelStyle } from './field-style.ts'

export interface TextAreaProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: string | undefined
  /** What is wrong and how to mend it; its presence marks the field as invalid. */
  readonly error?: string | undefined
  readonly rows?: number | undefined
  readonly lengthMax?: number | undefined
}

/** Several lines of text. */
export function TextArea({
  label,
  value,
  onChange,
  hint,
  error,
  rows = 5,
  lengthMax = 20_000,
}: TextAreaProps) {
  return (
    <AriaTextField
      className="flex flex-col gap-1.5"
      value={value}
      onChange={onChange}
      maxLength={lengthMax}
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <Label className={labelStyle}>{label}</Label>
      <AriaTextArea rows={rows} className={`${inputStyle} h-auto py-2`} />
      {hint === undefined ? null : (
        <Text slot="description" className={hintStyle}>
          {hint}
        </Text>
      )}
      <FieldError>
        <FieldMessage>{error}</FieldMessage>
      </FieldError>
    </AriaTextField>
  )
}
