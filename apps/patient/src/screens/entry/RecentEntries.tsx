'use client'
import { type Entry, type EntryKind, type MetricId, projectEntry } from '@nornos/health-model'
import { Button, LinkButton, Skeleton, useConfirm, useFormats, useToast } from '@nornos/ui'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { entriesQuery } from '#src/data/entries.ts'
import { readingsKey } from '#src/data/readings-key.ts'
import { device } from '#src/keys/device.ts'
import { paths } from '#src/paths.ts'
import { draftOf } from '#src/screens/entry/entry-draft.ts'
import { useEntryText } from '#src/screens/entry/use-entry-text.ts'
import { DeviceFailure } from '#src/shell/DeviceFailure.tsx'

/** Those that have a form on this screen. */
const kinds: readonly EntryKind[] = [
  'blood_pressure',
  'measure',
  'symptom',
  'mood',
  'medication_taken',
  'intake',
  'period',
  'note',
]
const step = 10

/** The newest first, each with what can be done about it. */
export function RecentEntries() {
  const t = useTranslations('entry')
  const [limit, setLimit] = useState(step)
  const page = useQuery({ ...entriesQuery({ kinds, limit }), placeholderData: keepPreviousData })
  if (page.isError) return <DeviceFailure onRetry={() => void page.refetch()} />
  if (page.data === undefined) return <Skeleton label={t('loading')} lines={3} />
  const { entries, total } = page.data
  if (total === 0) return <p className="text-muted">{t('none')}</p>
  return (
    <>
      <ul className="flex flex-col divide-y divide-line">
        {entries.map((entry) => (
          <li key={entry.entryId}>
            <EntryRow entry={entry} />
          </li>
        ))}
      </ul>
      {total > entries.length ? (
        <div>
          <Button tone="quiet" onPress={() => setLimit(limit + step * 2)}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </>
  )
}

function EntryRow({ entry }: { readonly entry: Entry }) {
  const t = useTranslations('entry')
  const formats = useFormats()
  const what = useEntryText()(entry)
  const remove = useDeleteEntry()
  const chart = chartOf(entry)
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
      <div className="min-w-0 flex-1 basis-56">
        <p className="break-words">{what}</p>
        <p className="figures text-label text-muted">{formats.dateTime(Date.parse(entry.at))}</p>
      </div>
      <div className="flex flex-wrap gap-x-4">
        {chart === null ? null : (
          <LinkButton tone="quiet" href={paths.metric(chart)}>
            {t('chart')}
            <span className="sr-only">{what}</span>
          </LinkButton>
        )}
        {draftOf(entry.content) === null ? null : (
          <LinkButton tone="quiet" href={paths.entry(entry.entryId)}>
            {t('edit')}
            <span className="sr-only">{what}</span>
          </LinkButton>
        )}
        <Button tone="quiet" onPress={() => remove(entry, what)}>
          {t('delete')}
          <span className="sr-only">{what}</span>
        </Button>
      </div>
    </div>
  )
}

function chartOf(entry: Entry): MetricId | null {
  return projectEntry(entry).samples[0]?.metric ?? null
}

/** Asks first; afterwards it can still be undone. */
export function useDeleteEntry(): (entry: Entry, what: string) => void {
  const t = useTranslations('entry')
  const confirm = useConfirm()
  const toast = useToast()
  const queries = useQueryClient()
  const renew = () => queries.invalidateQueries({ queryKey: [readingsKey] })
  return (entry, what) =>
    confirm({
      title: t('deleteTitle'),
      consequence: t('deleteConsequence', { what }),
      confirmLabel: t('delete'),
      cancelLabel: t('deleteKeep'),
      failure: t('failed'),
      onConfirm: async () => {
        const deleted = await (await device()).deleteEntry(entry.entryId)
        if (!deleted.ok) throw new Error(deleted.error.type)
        await renew()
        toast({ text: t('deleted', { what }) })
      },
    })
}
