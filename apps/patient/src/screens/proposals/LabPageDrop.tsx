'use client'
import type { ImportState } from '@nornos/store'
import { Banner, FileDrop } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { proposedDocumentsQuery } from '#src/data/records.ts'
import { importsQuery, isRunning } from '#src/data/vault.ts'
import { device } from '#src/keys/device.ts'
import { paths } from '#src/paths.ts'
import { ImportCard } from '#src/screens/import/ImportCard.tsx'
import { ImportResult } from '#src/screens/import/ImportResult.tsx'
import { useAct } from '#src/shell/use-act.ts'

/** Takes a PDF in like every other file, and goes to its lines when it has some. */
export function LabPageDrop() {
  const t = useTranslations('proposals')
  const [importId, setImportId] = useState<string | null>(null)
  const { data: imports = [] } = useQuery(importsQuery)
  const { failure, run } = useAct([importsQuery.queryKey, proposedDocumentsQuery.queryKey])
  const read = ([file]: readonly File[]) => {
    if (file === undefined) return
    void run(async () => {
      const started = await (await device()).importFile(file)
      if (started.ok) setImportId(started.value.importId)
      return started
    })
  }
  const state = imports.find((one) => one.importId === importId)
  return (
    <>
      {failure === null ? null : (
        <Banner tone="danger" role="alert">
          {failure}
        </Banner>
      )}
      {state === undefined ? null : <Outcome state={state} />}
      <FileDrop
        label={t('drop')}
        chooseLabel={t('choose')}
        hint={t('hint')}
        accept={['application/pdf', '.pdf']}
        isDisabled={state !== undefined && isRunning(state)}
        onFiles={read}
      />
    </>
  )
}

function Outcome({ state }: { readonly state: ImportState }) {
  const t = useTranslations('proposals')
  const found = state.documents.find(({ proposals }) => proposals > 0)
  useEffect(() => {
    // The same page, of which only the fragment changes.
    if (found) location.hash = new URL(paths.proposals(found.sha256), location.href).hash
  }, [found])
  if (isRunning(state)) return <ImportCard state={state} />
  if (found) return null
  if (state.step !== 'done') return <ImportResult state={state} />
  return <Banner role="status">{t('kept', { name: state.fileName })}</Banner>
}
