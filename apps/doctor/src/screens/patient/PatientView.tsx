'use client'
import type { DataSummary, Share } from '@nornos/contracts'
import {
  type FieldId,
  instantToMilliseconds,
  localDayNumber,
  type MetricId,
  metric,
} from '@nornos/health-model'
import { Banner, LinkButton, Page, SegmentedControl, useFormats } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, Send } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { summaryQuery } from '#src/data/patient-data.ts'
import { paths } from '#src/paths.ts'
import { QueryView } from '#src/screens/failure/QueryView.tsx'
import { AccessCard } from '#src/screens/patient/AccessCard.tsx'
import { AnalysisPanel } from '#src/screens/patient/analysis/AnalysisPanel.tsx'
import { type Span, spans, windowUpTo } from '#src/screens/patient/day-window.ts'
import { FieldCard } from '#src/screens/patient/FieldCard.tsx'
import { goToField } from '#src/screens/patient/go-to-field.ts'

export interface PatientViewProps {
  readonly share: Share
}

/** Left: what the access is. Middle: the data, field by field. Right: analysis. On phones one after the other. */
export function PatientView({ share }: PatientViewProps) {
  const t = useTranslations('patient')
  const purpose = useTranslations('purposes')
  const formats = useFormats()
  const summary = useQuery(summaryQuery(share))
  const until = instantToMilliseconds(share.validUntil)
  const back = (
    <LinkButton
      href={paths.patients()}
      tone="quiet"
      icon={<ArrowLeft aria-hidden="true" className="size-5" />}
    >
      {t('backToPatients')}
    </LinkButton>
  )
  return (
    <Page
      title={share.patientName}
      documentTitle={t('title')}
      over={t('purposeUntil', { purpose: purpose(share.purpose), date: formats.date(until) })}
      actions={
        <>
          <LinkButton
            href={paths.send(share.patientId)}
            icon={<Send aria-hidden="true" className="size-5" />}
          >
            {t('send')}
          </LinkButton>
          {back}
        </>
      }
    >
      <Banner role="note">{t('chosenByPatient')}</Banner>
      <QueryView query={summary} label={t('reading')} lines={6}>
        {(answer) => <SharedData share={share} summary={answer} />}
      </QueryView>
    </Page>
  )
}

function SharedData({ share, summary }: { readonly share: Share; readonly summary: DataSummary }) {
  const { timeZone } = useFormats()
  const [span, setSpan] = useState<Span>('30')
  const [chosen, setChosen] = useState<Readonly<Partial<Record<FieldId, MetricId>>>>({})
  const choose = (id: MetricId) => setChosen((others) => ({ ...others, [metric(id).field]: id }))
  const show = (id: MetricId) => {
    choose(id)
    goToField(metric(id).field)
  }
  const lastDay = lastDayOf(summary, timeZone)
  return (
    <div className="grid items-start gap-6 md:grid-cols-[minmax(0,1fr)_20rem] xl:grid-cols-[15rem_minmax(0,1fr)_22rem]">
      <div className="md:col-span-2 xl:sticky xl:top-6 xl:col-span-1">
        <AccessCard share={share} summary={summary} />
      </div>
      <div className="flex min-w-0 flex-col gap-6">
        {lastDay === null ? null : <WindowControl span={span} lastDay={lastDay} onChange={setSpan} />}
        {summary.fields.map(({ field, metrics }) => (
          <FieldCard
            key={field}
            share={share}
            field={field}
            metrics={metrics}
            chosen={chosen[field]}
            onChoose={choose}
            window={windowUpTo(lastDay ?? 0, span)}
          />
        ))}
      </div>
      <div className="min-w-0">
        <AnalysisPanel share={share} lastDay={lastDay} onShow={show} />
      </div>
    </div>
  )
}

interface WindowControlProps {
  readonly span: Span
  readonly lastDay: number
  readonly onChange: (span: Span) => void
}

/** One window for all charts, so that they can be compared. It ends with the last day that has data. */
function WindowControl({ span, lastDay, onChange }: WindowControlProps) {
  const t = useTranslations('patient')
  const formats = useFormats()
  const items = spans.map((key) => ({ key, label: t(`span.days${key}`) }))
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <SegmentedControl label={t('window')} items={items} selected={span} onSelect={onChange} />
      <p className="text-label text-muted">{t('upTo', { day: formats.day(dayText(lastDay)) })}</p>
    </div>
  )
}

function dayText(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10)
}

/** The local day of the newest measurement; null when nothing was received. */
function lastDayOf({ dataTo }: DataSummary, zone: string): number | null {
  return dataTo === null ? null : localDayNumber(instantToMilliseconds(dataTo), zone)
}
