'use client'
import type { Share } from '@nornos/contracts'
import { type DataColumn, DataTable, TextLink } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { keyOfShare } from '#src/data/shares.ts'
import { paths } from '#src/paths.ts'
import { AccessEnd, Coverage, DataTo, SharedFields } from '#src/screens/patients/ShareParts.tsx'

/** One row for each share: a patient may share with two purposes. */
export function PatientsTable({ shares }: { readonly shares: readonly Share[] }) {
  const t = useTranslations('patients')
  const purpose = useTranslations('purposes')
  const columns: readonly DataColumn<Share>[] = [
    {
      key: 'patient',
      head: t('patient'),
      cell: (share) => (
        <span className="font-semibold">
          <TextLink href={paths.patient(share)}>{share.patientName}</TextLink>
        </span>
      ),
    },
    { key: 'fields', head: t('sharedWithYou'), cell: (share) => <SharedFields share={share} /> },
    { key: 'purpose', head: t('purpose'), cell: (share) => purpose(share.purpose) },
    { key: 'ends', head: t('endsIn'), cell: (share) => <AccessEnd share={share} /> },
    { key: 'data-to', head: t('dataTo'), cell: (share) => <DataTo share={share} /> },
    { key: 'coverage', head: t('fieldsWithData'), cell: (share) => <Coverage share={share} /> },
  ]
  return (
    <DataTable caption={t('caption')} isCaptionHidden columns={columns} rows={shares} rowKey={keyOfShare} />
  )
}
