'use client'
import type { LocalDay } from '@nornos/health-model'
import type { GlucoseView } from '@nornos/store'
import { Banner, Card, DataTable, DefinitionList, useFormats } from '@nornos/ui'
import { GlucoseDay } from '@nornos/ui/charts'
import { useTranslations } from 'use-intl'

export type GlucoseUnit = 'mg/dL' | 'mmol/L'

export interface GlucoseReportProps {
  readonly view: GlucoseView
  readonly unit: GlucoseUnit
  readonly first: LocalDay
  readonly last: LocalDay
  readonly newest: number
}

/** mg/dL of one mmol/L. */
const molar = 18.0156
const rangeIds = ['veryHigh', 'high', 'inRange', 'low', 'veryLow'] as const

/** Pattern of the day, statistics and time in ranges. Figures appear only where enough was measured. */
export function GlucoseReport({ first, last, newest, unit, view }: GlucoseReportProps) {
  const t = useTranslations('glucose')
  const formats = useFormats()
  const { profile, source } = view
  const digits = unit === 'mmol/L' ? 1 : 0
  const inUnit = (milligrams: number) => (unit === 'mmol/L' ? milligrams / molar : milligrams)
  const figure = (milligrams: number) => formats.number(inUnit(milligrams), digits)
  const medians = profile.day.map(({ percentiles }) => percentiles[2])
  const summary = t('summary', {
    low: figure(Math.min(...medians)),
    high: figure(Math.max(...medians)),
    from: figure(70),
    to: figure(180),
    unit,
  })
  const share = (at: number) => t('percentile', { share: at })
  const facts = [
    { term: t('mean'), description: `${figure(profile.mean)} ${unit}` },
    { term: t('indicator'), description: `${formats.number(profile.indicator, 1)} %` },
    { term: t('variation'), description: `${formats.number(profile.variation)} %` },
  ]
  const limits = { value: { veryHigh: 250, high: 250, inRange: 0, low: 54, veryLow: 54 } }
  return (
    <>
      <Card
        title={t('dayTitle')}
        over={t('by', { source, from: formats.day(first), to: formats.day(last) })}
        aside={t('data', { to: formats.dateTime(newest) })}
      >
        <GlucoseDay
          label={t('dayTitle')}
          unit={unit}
          digits={digits}
          target={{ low: inUnit(70), high: inUnit(180) }}
          summary={summary}
          percentileNames={[share(5), share(25), t('median'), share(75), share(95)]}
          parts={profile.day.map(({ minute, percentiles: [least, low, middle, high, most] }) => ({
            minute,
            percentiles: [inUnit(least), inUnit(low), inUnit(middle), inUnit(high), inUnit(most)],
          }))}
        />
      </Card>
      <Card title={t('ranges')}>
        {profile.isEnough ? (
          <>
            <DefinitionList items={facts} />
            <DataTable
              caption={t('ranges')}
              isCaptionHidden
              columns={[
                {
                  key: 'range',
                  head: `${t('range')} (${unit})`,
                  cell: (id) => t(id, { value: figure(limits.value[id]), from: figure(70), to: figure(180) }),
                },
                {
                  key: 'share',
                  head: t('share'),
                  align: 'right',
                  cell: (id) => formats.percent(profile.ranges[id]),
                },
              ]}
              rows={rangeIds}
              rowKey={(id) => id}
            />
          </>
        ) : (
          <Banner tone="warn">{t('notEnough', { share: formats.percent(profile.measured) })}</Banner>
        )}
        <p className="text-label text-muted">
          {t('measured', {
            share: formats.percent(profile.measured),
            readings: formats.number(profile.readings),
          })}
        </p>
        <p className="text-label text-muted">{t('source')}</p>
      </Card>
    </>
  )
}
