'use client'
import { MINUTE_MILLISECONDS } from '@nornos/health-model'
import { useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { unitKey } from '#src/screens/patient/metric-look.ts'

/** A number of the engine with its unit; minutes as hours and minutes, other numbers as exact as they come. */
export function useFactFormat(): (value: number, unit: string) => string {
  const t = useTranslations('units')
  const formats = useFormats()
  return (value, unit) => {
    if (unit === 'min') return formats.duration(value * MINUTE_MILLISECONDS)
    const key = unitKey(unit)
    const word = t.has(key) ? t(key) : unit.replaceAll(/[{}[\]]/g, '')
    return `${formats.number(value, Number.isInteger(value) ? 0 : 1)} ${word}`.trim()
  }
}
