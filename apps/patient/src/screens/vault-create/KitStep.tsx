'use client'
import { Button, Page, useFormats } from '@nornos/ui'
import { Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { WordGrid } from '#src/screens/vault-create/WordGrid.tsx'

export interface KitStepProps {
  readonly kitWords: readonly string[]
  readonly email: string
  readonly onNext: () => void
}

/** The recovery kit: one page to print or to copy by hand. It stands in for everything else that may be lost. */
export function KitStep({ kitWords, email, onNext }: KitStepProps) {
  const t = useTranslations('vaultCreate.kit')
  const formats = useFormats()
  const [today] = useState(() => Date.now())
  const whose = t('whose', { email, date: formats.date(today) })
  return (
    <Page title={t('title')} over={whose} lead={t('lead')}>
      <WordGrid label={t('label')} words={kitWords} columns="many" />
      <p className="measure text-muted print:text-fg">{t('keep')}</p>
      <div data-screen-only className="flex flex-wrap gap-3">
        <Button tone="primary" onPress={onNext}>
          {t('next')}
        </Button>
        <Button icon={<Printer aria-hidden="true" className="size-5" />} onPress={() => print()}>
          {t('print')}
        </Button>
      </div>
    </Page>
  )
}
