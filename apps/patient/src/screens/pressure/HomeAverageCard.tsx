'use client'
import { homeAverage, homeLimit } from '@nornos/health-model'
import type { PressureView } from '@nornos/store'
import { Card, useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { dayOf } from '#src/data/days.ts'
import { useOpenVault } from '#src/shell/OpenVaultProvider.tsx'

/** The average of the newest days at home, and how it stands against the limit for readings at home. */
export function HomeAverageCard({ pairs }: { readonly pairs: readonly PressureView[] }) {
  const t = useTranslations('pressure')
  const formats = useFormats()
  const { zone } = useOpenVault()
  const average = homeAverage(pairs.map((pair) => ({ ...pair, day: dayOf(pair.at, zone) })))
  const limit = `${formats.number(homeLimit.systolic)}/${formats.number(homeLimit.diastolic)}`
  return (
    <Card title={t('home')}>
      {average === null ? (
        <p>{t('homeTooFew')}</p>
      ) : (
        <>
          <p className="figures text-heading font-bold">
            {formats.number(average.systolic)}/{formats.number(average.diastolic)}{' '}
            <span className="text-label font-normal text-muted">mmHg</span>
          </p>
          <p>
            {t('homeOf', { days: average.days, readings: average.readings })}{' '}
            {t(average.isAtLimit ? 'homeAbove' : 'homeBelow', { limit })}
          </p>
        </>
      )}
      <p className="measure text-label text-muted">{t('homeNote')}</p>
    </Card>
  )
}
