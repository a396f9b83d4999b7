'use client'
import type { ConsentView } from '@nornos/contracts'
import { useTranslations } from 'use-intl'

/** The name that the consent was given to; agents have one of ours. */
export function useGranteeName(): (consent: ConsentView) => string {
  const t = useTranslations('sharing')
  return ({ record, granteeName }) => {
    if (record.granted_to_type === 'agent') return t('agentsName')
    return granteeName === '' ? t('unnamed') : granteeName
  }
}
