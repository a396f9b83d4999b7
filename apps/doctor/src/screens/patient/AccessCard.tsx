'use client'
import type { DataSummary, Share } from '@nornos/contracts'
import { instantToMilliseconds } from '@nornos/health-model'
import { Button, Card, DefinitionList, useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { goToField } from '#src/screens/patient/go-to-field.ts'
import { AccessEnd } from '#src/screens/patients/ShareParts.tsx'

export interface AccessCardProps {
  readonly share: Share
  readonly summary: DataSummary
}

/** What for, until when, and which fields: only what is shared is named. */
export function AccessCard({ share, summary }: AccessCardProps) {
  const t = useTranslations('patient')
  const purpose = useTranslations('purposes')
  const fields = useTranslations('fields')
  const formats = useFormats()
  const items = [
    { term: t('purpose'), description: purpose(share.purpose) },
    { term: t('since'), description: formats.date(instantToMilliseconds(share.validFrom)) },
    { term: t('endsIn'), description: <AccessEnd share={share} /> },
    {
      term: t('dataTo'),
      description:
        summary.dataTo === null ? t('noData') : formats.date(instantToMilliseconds(summary.dataTo)),
    },
  ]
  return (
    <Card title={t('access')}>
      <div className="xl:hidden">
        <DefinitionList items={items} />
      </div>
      <dl className="hidden flex-col gap-3 xl:flex">
        {items.map(({ term, description }) => (
          <div key={term}>
            <dt className="text-label text-muted">{term}</dt>
            <dd>{description}</dd>
          </div>
        ))}
      </dl>
      <nav aria-label={t('sharedWithYou')}>
        <h3 className="text-label font-semibold text-muted">{t('sharedWithYou')}</h3>
        <ul className="flex flex-wrap gap-x-4 xl:flex-col">
          {summary.fields.map(({ field }) => (
            <li key={field}>
              <Button tone="quiet" onPress={() => goToField(field)}>
                {fields(field)}
              </Button>
            </li>
          ))}
        </ul>
      </nav>
    </Card>
  )
}
