'use client'
import { Card, LinkButton } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { paths } from '#src/paths.ts'

const kinds = [
  'apple',
  'garmin',
  'fitbit',
  'oura',
  'whoop',
  'withings',
  'polar',
  'healthConnect',
  'samsung',
  'dexcom',
  'libre',
  'nightscout',
  'clinic',
  'genome',
] as const

/** Every kind of file that can be imported, and how to get it. */
export function AddSourceCard() {
  const t = useTranslations('sources')
  const help = useTranslations('sourceHelp')
  return (
    <Card title={t('add')} actions={<LinkButton href={paths.import()}>{t('import')}</LinkButton>}>
      <p className="measure text-muted">{t('addLead')}</p>
      <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
        {kinds.map((kind) => (
          <div key={kind}>
            <dt className="font-semibold">{help(`${kind}.title`)}</dt>
            <dd className="text-label text-muted">{help(`${kind}.how`)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
