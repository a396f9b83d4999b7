'use client'
import { Check } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox'
import { hintStyle } from './field-style.ts'

export interface CheckboxProps {
  readonly children: ReactNode
  readonly isSelected: boolean
  readonly onChange: (isSelected: boolean) => void
  /** What ticking it means; read after the label. */
  readonly hint?: ReactNode
  readonly isDisabled?: boolean | undefined
}

/** A box to tick; the whole line is the target. */
export function Checkbox({ children, isSelected, onChange, hint, isDisabled = false }: CheckboxProps) {
  const id = useId()
  return (
    <div className="flex flex-col">
      <AriaCheckbox
        isSelected={isSelected}
        onChange={onChange}
        isDisabled={isDisabled}
        {...(hint ? { 'aria-describedby': id } : {})}
        className="group relative flex min-h-11 cursor-pointer items-center gap-3 data-[disabled]:cursor-default data-[disabled]:text-muted"
      >
        <span
          aria-hidden="true"
          className="grid size-6 shrink-0 place-items-center rounded-mark border-2 border-line-strong bg-surface text-on-accent outline-offset-2 outline-focus group-hover:border-fg group-data-[focus-visible]:outline-3 group-data-[selected]:border-accent group-data-[selected]:bg-accent"
        >
          {isSelected ? <Check className="size-4" strokeWidth={3} /> : null}
        </span>
        <span>{children}</span>
      </AriaCheckbox>
      {hint ? (
        <span id={id} className={`${hintStyle} -mt-1 pl-9`}>
          {hint}
        </span>
      ) : null}
    </div>
  )
}
