'use client'
import { Button, Page } from '@nornos/ui'
import { Printer } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { KitSheet } from '#src/screens/vault-create/KitSheet.tsx'
import { WordGrid } from '#src/screens/vault-create/WordGrid.tsx'

export interface KitStepProps {
  readonly kitWords: readonly string[]
  readonly email: string
  readonly onNext: () => void
}

/** The recovery kit, to print as one page or to copy by hand. It stands in for everything else that may be lost. */
export function KitStep({ kitWords, email, onNext }: KitStepProps) {
  const t = useTranslations('vaultCreate.kit')
  return (
    <Page title={t('title')} lead={t('lead')}>
      <WordGrid label={t('label')} words={kitWords} columns="many" />
      <p className="measure text-muted">{t('keep')}</p>
      <KitSheet kitWords={kitWords} email={email} />
      <div className="flex flex-wrap gap-3">
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
