'use client'
import { makeUiLabels, type UiLabels } from '@nornos/ui'
import { useMemo } from 'react'
import { useLocale, useTranslations } from 'use-intl'

/** The words that primitives say themselves, from this app's catalogue. */
export function useUiLabels(): UiLabels {
  const translate = useTranslations('ui')
  const locale = useLocale()
  return useMemo(() => makeUiLabels(translate, locale), [translate, locale])
}
