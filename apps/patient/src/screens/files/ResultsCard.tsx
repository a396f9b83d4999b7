'use client'
import { ok } from '@nornos/std'
import type { FileVersionView } from '@nornos/store'
import { Button, Card, LinkButton } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { proposedDocumentsQuery } from '#src/data/records.ts'
import { importsQuery, isRunning } from '#src/data/vault.ts'
import { device } from '#src/keys/device.ts'
import { paths } from '#src/paths.ts'
import { ImportCard } from '#src/screens/import/ImportCard.tsx'
import { ImportResult } from '#src/screens/import/ImportResult.tsx'
import { openLines } from '#src/screens/proposals/DocumentLines.tsx'
import type { Act } from '#src/shell/use-act.ts'

/** The way from a PDF to the results in it. One that nobody has looked through yet is read like every other import. */
export function ResultsCard({ file, run }: { readonly file: FileVersionView; readonly run: Act['run'] }) {
  const t = useTranslations('files')
  const proposals = useTranslations('proposals')
  const { data: documents } = useQuery(proposedDocumentsQuery)
  const { data: imports = [] } = useQuery(importsQuery)
  const [importId, setImportId] = useState<string | null>(null)
  const found = documents?.find(({ document }) => document.sha256 === file.sha256)
  const state = imports.find((one) => one.importId === importId)
  const look = () =>
    run(async () => {
      const opened = await device()
      const read = await opened.readFile(file.fileId)
      if (!read.ok) return read
      const started = await opened.importFile(new File([read.value], file.name, { type: file.type }))
      if (!started.ok) return started
      setImportId(started.value.importId)
      return ok(undefined)
    })
  if (documents === undefined) return null
  if (found) {
    return (
      <Card
        title={t('results')}
        actions={<LinkButton href={paths.proposals(file.sha256)}>{t('openResults')}</LinkButton>}
      >
        <p>{proposals('left', { count: openLines(found.lines).length })}</p>
      </Card>
    )
  }
  if (state !== undefined && isRunning(state)) return <ImportCard state={state} />
  if (state !== undefined && state.step !== 'done') return <ImportResult state={state} />
  return (
    <Card title={t('results')} actions={<Button onPress={() => void look()}>{t('lookForResults')}</Button>}>
      <p aria-live="polite">{state === undefined ? t('resultsHint') : t('resultsNone')}</p>
    </Card>
  )
}
