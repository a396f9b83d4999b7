'use client'
import { type RecordGroup, recordGroups } from '@nornos/health-model'
import { EmptyState, LinkButton, Page, Skeleton, TextField } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { FileText } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useTranslations } from 'use-intl'
import { recordsQuery } from '#src/data/records.ts'
import { paths } from '#src/paths.ts'
import { InboxLink } from '#src/screens/inbox/InboxLink.tsx'
import { DataToRecords } from '#src/screens/records/DataToRecords.tsx'
import { RecordList } from '#src/screens/records/RecordList.tsx'
import { DeviceFailure } from '#src/shell/DeviceFailure.tsx'

const step = 50

/** Visits, results, documents and medicines: a timeline to filter and to search. */
export function RecordsScreen() {
  const t = useTranslations('records')
  const [group, setGroup] = useState<RecordGroup | null>(null)
  const [text, setText] = useState('')
  const [limit, setLimit] = useState(step)
  const asked = useDeferredValue(text)
  const page = useQuery(
    recordsQuery({ groups: group === null ? [] : [group], text: asked, limit, offset: 0 }),
  )
  const counts = page.data?.counts ?? {}
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return (
    <Page
      title={t('title')}
      lead={<DataToRecords times={page.data?.rows ?? []} />}
      actions={<Actions hasRecords={all > 0} />}
    >
      {page.isPending ? <Skeleton label={t('loading')} lines={8} /> : null}
      {page.isError ? <DeviceFailure onRetry={() => void page.refetch()} /> : null}
      {page.data !== undefined && all === 0 ? <NoRecords /> : null}
      {page.data !== undefined && all > 0 ? (
        <>
          <div className="max-w-md">
            <TextField label={t('search')} type="search" value={text} lengthMax={200} onChange={setText} />
          </div>
          <GroupFilter
            all={all}
            counts={counts}
            selected={group}
            onSelect={(chosen) => {
              setGroup(chosen)
              setLimit(step)
            }}
          />
          <RecordList page={page.data} isSearch={asked.trim() !== ''} onMore={() => setLimit(limit + step)} />
        </>
      ) : null}
    </Page>
  )
}

function RecordActions({ hasRecords }: { readonly hasRecords: boolean }) {
  const t = useTranslations('records')
  return (
    <>
      <LinkButton href={paths.recordAdd()}>{t('addRecord')}</LinkButton>
      <LinkButton href={paths.files()}>{t('files')}</LinkButton>
      <LinkButton href={paths.proposals()}>{t('labPage')}</LinkButton>
      {hasRecords ? <LinkButton href={paths.labs()}>{t('labs')}</LinkButton> : null}
    </>
  )
}

function NoRecords() {
  const t = useTranslations('records')
  const actions = (
    <>
      <LinkButton href={paths.import()} tone="primary">
        {t('import')}
      </LinkButton>
      <LinkButton href={paths.recordAdd()}>{t('add')}</LinkButton>
    </>
  )
  return (
    <EmptyState title={t('emptyTitle')} icon={<FileText />} action={actions}>
      {t('empty')}
    </EmptyState>
  )
}

interface GroupFilterProps {
  readonly all: number
  readonly counts: Readonly<Partial<Record<RecordGroup, number>>>
  readonly selected: RecordGroup | null
  readonly onSelect: (group: RecordGroup | null) => void
}

/** Every kind can be asked for, also one of which nothing is recorded. */
function GroupFilter({ all, counts, onSelect, selected }: GroupFilterProps) {
  const t = useTranslations('records')
  const look =
    'min-h-11 cursor-pointer rounded-full border border-line-strong bg-surface px-4 text-label hover:border-fg aria-pressed:border-accent aria-pressed:bg-accent aria-pressed:font-semibold aria-pressed:text-on-accent'
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="sr-only">{t('filter')}</legend>
      <button type="button" className={look} aria-pressed={selected === null} onClick={() => onSelect(null)}>
        {t('groupCount', { group: t('all'), count: all })}
      </button>
      {recordGroups.map((group) => (
        <button
          key={group}
          type="button"
          className={look}
          aria-pressed={selected === group}
          onClick={() => onSelect(group)}
        >
          {t('groupCount', { group: t(`group.${group}`), count: counts[group] ?? 0 })}
        </button>
      ))}
    </fieldset>
  )
}

function Actions({ hasRecords }: { readonly hasRecords: boolean }) {
  return (
    <>
      <InboxLink />
      <RecordActions hasRecords={hasRecords} />
    </>
  )
}
