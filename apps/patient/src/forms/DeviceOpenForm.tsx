'use client'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { OpenFormProps } from '#src/forms/open-form-props.ts'
import { ScannedWordsForm } from '#src/forms/ScannedWordsForm.tsx'

const none: readonly string[] = Array.from({ length: 6 }, () => '')
const mark = 'nornos-device/'

/** A device that has the vault open shows a code: scanned, it says how far the vault has come as well. */
export function DeviceOpenForm({ problem, isPending, onRecover }: OpenFormProps) {
  const t = useTranslations('vaultOpen')
  const [words, setWords] = useState(none)
  const [scanned, setScanned] = useState<string | null>(null)
  const take = (text: string) => {
    if (!text.startsWith(mark)) return false
    setScanned(text)
    setWords(text.split(' ').slice(-none.length))
    return true
  }
  const type = (typed: readonly string[]) => {
    setScanned(null)
    setWords(typed)
  }
  return (
    <ScannedWordsForm
      {...{ problem, isPending, words }}
      lead={t('deviceLead')}
      scan={{ label: t('deviceScan'), title: t('deviceScanTitle'), lead: t('deviceScanLead') }}
      label={t('deviceLabel')}
      hint={t('deviceHint')}
      onWords={type}
      onText={take}
      onOpen={(newWords) => onRecover({ by: 'device', typed: scanned ?? words.join(' '), words: newWords })}
    />
  )
}
