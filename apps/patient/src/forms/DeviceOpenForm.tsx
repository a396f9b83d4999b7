'use client'
import { useTranslations } from 'use-intl'
import type { OpenFormProps } from '#src/forms/open-form-props.ts'
import { ScannedWordsForm } from '#src/forms/ScannedWordsForm.tsx'
import { useScannedWords } from '#src/forms/use-scanned-words.ts'

const wordCount = 6
const mark = 'nornos-device/'

/** A device that has the vault open shows a code: scanned, it says how far the vault has come as well. */
export function DeviceOpenForm({ problem, isPending, onRecover }: OpenFormProps) {
  const t = useTranslations('vaultOpen')
  const { scanned, take, type, words } = useScannedWords(wordCount, mark)
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
