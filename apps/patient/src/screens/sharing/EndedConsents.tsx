'use client'
import type { ConsentView } from '@nornos/contracts'
import { LinkButton, StatusChip, useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { paths } from '#src/paths.ts'
import { useFieldList } from '#src/screens/sharing/use-field-list.ts'
import { useGranteeName } from '#src/screens/sharing/use-grantee-name.ts'

/** What has ended, newest first. There is no undo: sharing again is a new act. */
export function EndedConsents({ consents }: { readonly consents: readonly ConsentView[] }) {
  const t = useTranslations('sharing')
  const formats = useFormats()
  const fields = useFieldList()
  const name = useGranteeName()
  const endOf = ({ endedAt, record }: ConsentView) => Date.parse(endedAt ?? record.valid_until)
  return (
    <section aria-labelledby="ended" className="flex flex-col gap-3">
      <h2 id="ended" className="text-lead">
        {t('ended')}
      </h2>
      <ul className="flex flex-col divide-y divide-line rounded-card border border-line bg-surface px-4">
        {consents
          .toSorted((left, right) => endOf(right) - endOf(left))
          .map((consent) => (
            <li
              key={`${consent.record.consent_id} ${consent.record.version}`}
              className="flex flex-wrap items-center justify-between gap-3 py-3"
            >
              <div className="min-w-0">
                <p className="font-semibold">{name(consent)}</p>
                <p className="text-label text-muted">{fields(consent.record.data_fields)}</p>
                <StatusChip>
                  {t(`state.${consent.state}`, { when: formats.dateTime(endOf(consent)) })}
                </StatusChip>
              </div>
              {consent.record.granted_to_type === 'doctor' ? (
                <LinkButton href={paths.share(consent.record.data_fields)} tone="quiet">
                  {t('again')}
                </LinkButton>
              ) : null}
            </li>
          ))}
      </ul>
    </section>
  )
}
