'use client'
import { ChevronDown } from 'lucide-react'
import { useId } from 'react'
import { FieldMessage } from './FieldMessage.tsx'
import { hintStyle, inputStyle, labelStyle } from './field-style.ts'

export interface SelectOption<Value extends string> {
  readonly value: Value
  readonly label: string
}

export interface SelectProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly options: readonly SelectOption<Value>[]
  readonly onChange: (value: Value) => void
  readonly hint?: string | undefined
  readonly error?: string | undefined
  readonly isDisabled?: boolean | undefined
}

/**
 * A list to choose one from. The platform's own control: phones show their large picker, every keyboard habit
 * works, and it costs no script. For up to five choices prefer `RadioGroup` or `SegmentedControl`.
 */
export function Select<Value extends string>({
  label,
  value,
  options,
  onChange,
  hint,
  error,
  isDisabled = false,
}: SelectProps<Value>) {
  const id = useId()
  const choose = (chosen: string) => {
    const option = options.find((candidate) => candidate.value === chosen)
    if (option) onChange(option.value)
  }
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
      <span className="relative">
        <select
          id={id}
          value={value}
          onChange={(event) => choose(event.target.value)}
          disabled={isDisabled}
          aria-invalid={error !== undefined}
          aria-describedby={`${id}-hint ${id}-error`}
          className={`${inputStyle} cursor-pointer appearance-none pr-10`}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden="true"
          className="pointer-events-none absolute top-3 right-3 size-5 text-muted"
        />
      </span>
      <span id={`${id}-error`}>{error ? <FieldMessage>{error}</FieldMessage> : null}</span>
    </div>
  )
}
