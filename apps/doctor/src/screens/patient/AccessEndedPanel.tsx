'use client'
import { Banner, Button, LinkButton, Page, useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { paths } from '#src/paths.ts'
import type { Ending } from '#src/shell/ShareWatch.tsx'

export interface AccessEndedPanelProps {
  readonly name: string
  readonly ending: Ending
  /** When the patient shares again already: they changed what they share. */
  readonly onOpenAgain: (() => void) | null
}

/** Takes the place of the data the moment that they are no longer shared. */
export function AccessEndedPanel({ name, ending, onOpenAgain }: AccessEndedPanelProps) {
  const t = useTranslations('ended')
  const { time } = useFormats()
  const kind = onOpenAgain === null ? ending.kind : 'changed'
  return (
    <Page title={t('title')}>
      <Banner role="alert" tone="info">
        {t(kind, { name, time: time(ending.at) })}
      </Banner>
      <div className="flex flex-wrap gap-3">
        {onOpenAgain === null ? null : (
          <Button tone="primary" onPress={onOpenAgain}>
            {t('openAgain')}
          </Button>
        )}
        <LinkButton href={paths.patients()} tone={onOpenAgain === null ? 'primary' : 'secondary'}>
          {t('back')}
        </LinkButton>
      </div>
    </Page>
  )
}

/** Nobody can say whether the data are still shared, so they are not shown. */
export function ConnectionLostPanel({ name }: { readonly name: string }) {
  const t = useTranslations('ended')
  return (
    <Page title={t('lostTitle')}>
      <Banner role="alert" tone="warn">
        {t('lost', { name })}
      </Banner>
    </Page>
  )
}
