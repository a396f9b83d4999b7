'use client'
import type { Share } from '@nornos/contracts'
import { Card, DefinitionList, LinkButton } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { keyOfShare } from '#src/data/shares.ts'
import { paths } from '#src/paths.ts'
import { AccessEnd, Coverage, DataTo, SharedFields } from '#src/screens/patients/ShareParts.tsx'

/** The same rows for narrow screens, where a table would hide half of its columns. */
export function PatientCards({ shares }: { readonly shares: readonly Share[] }) {
  const t = useTranslations('patients')
  const purpose = useTranslations('purposes')
  return (
    <ul className="flex flex-col gap-4">
      {shares.map((share) => (
        <li key={keyOfShare(share)}>
          <Card
            title={share.patientName}
            over={purpose(share.purpose)}
            actions={
              <LinkButton href={paths.patient(share)}>{t('open', { name: share.patientName })}</LinkButton>
            }
          >
            <DefinitionList
              items={[
                { term: t('sharedWithYou'), description: <SharedFields share={share} /> },
                { term: t('endsIn'), description: <AccessEnd share={share} /> },
                { term: t('dataTo'), description: <DataTo share={share} /> },
                { term: t('fieldsWithData'), description: <Coverage share={share} /> },
              ]}
            />
          </Card>
        </li>
      ))}
    </ul>
  )
}
