'use client'
import { type Message, type ParameterKind, parametersOf } from '@nornos/engine'
import { isMetricId } from '@nornos/health-model'
import { useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { engineKey } from '#src/messages/engine-key.ts'
import { useCatalogue } from '#src/shell/use-catalogue.ts'

/** The engine's sentences in the person's language, each parameter formatted by its kind. */
export function useMessageText(): (message: Message) => string {
  const t = useTranslations('engine')
  const formats = useFormats()
  const { metricTitle } = useCatalogue()
  const show = (kind: ParameterKind | undefined, value: number | string): string => {
    const text = String(value)
    switch (kind) {
      case 'duration':
        return formats.duration(Number(value) * 60_000)
      case 'day':
        return formats.day(text)
      case 'whole':
        return formats.number(Number(value))
      case 'decimal':
        return formats.number(Number(value), Number.isInteger(value) ? 0 : 1)
      case 'metric':
        return isMetricId(text) ? metricTitle(text) : text
      default:
        return text
    }
  }
  return ({ key, parameters }) => {
    const kinds = parametersOf(key)
    const shown = Object.entries(parameters).map(([name, value]) => [name, show(kinds[name], value)] as const)
    return t(engineKey(key), Object.fromEntries(shown))
  }
}
