'use client'
import { RadioGroup as AriaRadioGroup, Label, Radio } from 'react-aria-components/RadioGroup'
import { hintStyle, labelStyle } from './field-style.ts'

export interface RadioOption<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly hint?: string | undefined
  readonly isDisabled?: boolean | undefined
}

export interface RadioGroupProps<Value extends string> {
  readonly label: string
  readonly value: Value | null
  readonly options: readonly RadioOption<Value>[]
  readonly onChange: (value: Value) => void
}

/** One of a few choices, each a full-width card with its own explanation. */
export function RadioGroup<Value extends string>({
  label,
  value,
  options,
  onChange,
}: RadioGroupProps<Value>) {
  const choose = (chosen: string) => {
    const option = options.find((candidate) => candidate.value === chosen)
    if (option) onChange(option.value)
  }
  return (
    <AriaRadioGroup value={value} onChange={choose} className="flex flex-col gap-2">
      <Label className={labelStyle}>{label}</Label>
      {options.map((option) => (
        <Radio
          key={option.value}
          value={option.value}
          isDisabled={option.isDisabled ?? false}
          className="group relative flex min-h-11 cursor-pointer items-start gap-3 rounded-control border border-line bg-surface px-3 py-2.5 outline-offset-2 outline-focus hover:border-line-strong data-[disabled]:cursor-default data-[disabled]:text-muted data-[focus-visible]:outline-3 data-[selected]:border-accent data-[selected]:bg-accent-soft"
        >
          <span
            aria-hidden="true"
            className="mt-0.5 size-5 shrink-0 rounded-full border-2 border-line-strong bg-surface group-data-[selected]:border-6 group-data-[selected]:border-accent"
          />
          <span className="flex flex-col">
            <span>{option.label}</span>
            {option.hint ? <span className={hintStyle}>{option.hint}</span> : null}
          </span>
        </Radio>
      ))}
    </AriaRadioGroup>
  )
}
