'use client'
import { Card, LinkButton, Page, replaceHashParams, useHashParams } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { entriesQuery } from '#src/data/entries.ts'
import { paths } from '#src/paths.ts'
import { EntryForm } from '#src/screens/entry/EntryForm.tsx'
import { draftKinds } from '#src/screens/entry/entry-draft.ts'
import { KindPicker } from '#src/screens/entry/KindPicker.tsx'
import { RecentEntries } from '#src/screens/entry/RecentEntries.tsx'

/** One screen for everything that is written down by hand. Which kind, or which entry is corrected, stands in the fragment. */
export function AddScreen() {
  const t = useTranslations('entry')
  const params = useHashParams()
  const entryId = params.get('e')
  const kind = draftKinds.find((one) => one === params.get('k')) ?? null
  const known = useQuery({ ...entriesQuery({ kinds: [], limit: 500 }), enabled: entryId !== null })
  const corrected = known.data?.entries.find((entry) => entry.entryId === entryId) ?? null
  const leave = () => replaceHashParams(new URLSearchParams())
  return (
    <Page title={t('title')} lead={t('lead')}>
      {corrected === null ? (
        <KindPicker
          selected={kind}
          onSelect={(chosen) => replaceHashParams(new URLSearchParams({ k: chosen }))}
        />
      ) : null}
      {corrected !== null ? (
        <EntryForm key={corrected.entryId} corrected={corrected} kind={null} onDone={leave} />
      ) : null}
      {corrected === null && kind !== null ? (
        <EntryForm key={kind} corrected={null} kind={kind} onDone={() => undefined} />
      ) : null}
      <div className="flex flex-wrap gap-3">
        <LinkButton href={paths.questionnaires()}>{t('questionnaires')}</LinkButton>
        <LinkButton href={paths.recordAdd()}>{t('record')}</LinkButton>
        <LinkButton href={paths.import()}>{t('importFile')}</LinkButton>
      </div>
      <Card title={t('recent')}>
        <RecentEntries />
      </Card>
      <p className="measure text-label text-muted">{t('notEmergency')}</p>
    </Page>
  )
}
