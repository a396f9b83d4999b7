'use client'
import { useTranslations } from 'use-intl'

export interface ReadersEndProps {
  /** Names of those who can read something now. */
  readonly readers: readonly string[]
}

/** Who loses sight of what, as one line of what goes. */
export function ReadersEnd({ readers }: ReadersEndProps) {
  const t = useTranslations('accountClose')
  return <li>{readers.length === 0 ? t('goesNobody') : t('goesReaders', { names: readers.join(', ') })}</li>
}
