'use client'
import { type Message, type ParameterKind, parametersOf } from '@nornos/engine'
import { isMetricId, MINUTE_MILLISECONDS } from '@nornos/health-model'
import { useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { engineKey } from '#src/messages/engine-key.ts'

/** A sentence of the engine in words: its numbers formatted by what they are, then put into the catalogue's text. */
export function useEngineText(): (message: Message) => string {
  const t = useTranslations('engine')
  const titles = useTranslations('metrics')
  const formats = useFormats()
  const asText: Readonly<Record<ParameterKind, (value: number | string) => string>> = {
    duration: (value) => formats.duration(Number(value) * MINUTE_MILLISECONDS),
    day: (value) => formats.shortDate(Date.parse(`${value}T12:00:00Z`)),
    whole: (value) => formats.number(Number(value)),
    decimal: (value) => formats.number(Number(value), 1),
    direction: String,
    metric: (value) => (isMetricId(String(value)) ? titles(value as never) : String(value)),
  }
  return ({ key, parameters }) => {
    const kinds = Object.entries(parametersOf(key))
    const words = kinds.map(([name, kind]) => [name, asText[kind](parameters[name] ?? '')])
    return t(engineKey(key), Object.fromEntries(words))
  }
}
