'use client'
import type { Share } from '@nornos/contracts'
import { EmptyState, LinkButton, Page, Select, useFormats } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { UserRoundPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { sharesQuery } from '#src/data/shares.ts'
import { paths } from '#src/paths.ts'
import { QueryView } from '#src/screens/failure/QueryView.tsx'
import { LookUpButton } from '#src/screens/patients/LookUpButton.tsx'
import { PatientCards } from '#src/screens/patients/PatientCards.tsx'
import { PatientsTable } from '#src/screens/patients/PatientsTable.tsx'
import { type SortOrder, sortOrders, sortShares } from '#src/screens/patients/sort-shares.ts'

/** Who shares with me, what for, and how long still. */
export function PatientsScreen() {
  const t = useTranslations('patients')
  const shares = useQuery(sharesQuery)
  return (
    <Page title={t('title')} lead={t('lead')}>
      <QueryView query={shares} label={t('reading')} lines={4}>
        {(list) => (list.length === 0 ? <NoPatients /> : <PatientList shares={list} />)}
      </QueryView>
    </Page>
  )
}

function PatientList({ shares }: { readonly shares: readonly Share[] }) {
  const t = useTranslations('patients')
  const { locale } = useFormats()
  const [order, setOrder] = useState<SortOrder>('ends')
  const sorted = sortShares(shares, order, locale)
  const options = sortOrders.map((value) => ({ value, label: t(`sort.${value}`) }))
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div className="min-w-56">
          <Select label={t('sortBy')} value={order} options={options} onChange={setOrder} />
        </div>
        <LookUpButton shares={sorted} />
      </div>
      <div className="hidden lg:block">
        <PatientsTable shares={sorted} />
      </div>
      <div className="lg:hidden">
        <PatientCards shares={sorted} />
      </div>
    </div>
  )
}

function NoPatients() {
  const t = useTranslations('patients')
  const show = (
    <LinkButton href={paths.myCode()} tone="primary">
      {t('showMyCode')}
    </LinkButton>
  )
  return (
    <EmptyState title={t('none')} icon={<UserRoundPlus />} action={show}>
      {t('noneHelp')}
    </EmptyState>
  )
}
