'use client'
import { useFormats } from '../UiProvider.tsx'

export interface NumberTextProps {
  readonly value: number
  /** Exact number of decimals; none unless told. */
  readonly digits?: number | undefined
  /** Written after the number; a figure without unit is only for counts. */
  readonly unit?: string | undefined
}

/** A figure in the person's locale, with tabular digits so that columns and changing values stand still. */
export function NumberText({ value, digits = 0, unit }: NumberTextProps) {
  const formats = useFormats()
  return (
    <span className="figures whitespace-nowrap">
      {formats.number(value, digits)}
      {unit ? ` ${unit}` : ''}
    </span>
  )
}
