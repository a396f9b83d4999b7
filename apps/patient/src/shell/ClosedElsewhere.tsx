'use client'
import { Button, FlowShell, Page, useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { closeSession } from '#src/data/session.ts'
import { device } from '#src/keys/device.ts'
import { clearPlaces } from '#src/shell/file-place.ts'

/** Another device of this person has closed the vault: said once, then nothing is left here. */
export function ClosedElsewhere({ at }: { readonly at: string }) {
  const t = useTranslations('closedElsewhere')
  const formats = useFormats()
  const leave = async () => {
    await (await device()).clearDevice()
    await clearPlaces()
    // The session may have outlived the account that it belonged to.
    await closeSession()
  }
  return (
    <FlowShell>
      <Page title={t('title')} lead={t('lead', { when: formats.dateTime(Date.parse(at)) })}>
        <p className="measure">{t('cleared')}</p>
        <p className="measure text-muted">{t('unexpected')}</p>
        <div>
          <Button tone="primary" onPress={() => void leave()}>
            {t('start')}
          </Button>
        </div>
      </Page>
    </FlowShell>
  )
}
