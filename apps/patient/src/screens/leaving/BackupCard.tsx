'use client'
import { Button, Card, DefinitionList, useFormats } from '@nornos/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { leavingQuery } from '#src/data/vault.ts'
import { device } from '#src/keys/device.ts'
import { OutgoingProgress } from '#src/screens/leaving/OutgoingProgress.tsx'
import { useOutgoing } from '#src/screens/leaving/use-outgoing.ts'
import { useNow } from '#src/shell/use-now.ts'

/** The sealed backup: as secret as the vault, and checked while it is written. */
export function BackupCard() {
  const t = useTranslations('leaving.backup')
  const formats = useFormats()
  const now = useNow(30_000)
  const queries = useQueryClient()
  const outgoing = useOutgoing()
  const { data: notes } = useQuery(leavingQuery)
  const isDone = outgoing.state.step === 'done'
  useEffect(() => {
    if (isDone) void queries.invalidateQueries({ queryKey: leavingQuery.queryKey })
  }, [isDone, queries])
  const start = () => {
    const name = `nornos-backup-${new Date().toISOString().slice(0, 10)}.tar`
    outgoing.start(name, async () => (await device()).startBackup())
  }
  const when = (at: string | undefined) =>
    at === undefined ? t('never') : formats.relative(Date.parse(at), now)
  return (
    <Card
      title={t('title')}
      actions={
        <Button tone="primary" isDisabled={outgoing.state.step === 'running'} onPress={start}>
          {t('start')}
        </Button>
      }
    >
      <p className="measure">{t('lead')}</p>
      <DefinitionList
        items={[
          { term: t('last'), description: when(notes?.backup?.at) },
          { term: t('lastCheck'), description: when(notes?.check?.at) },
        ]}
      />
      <p className="text-label text-muted">{t('hint')}</p>
      <OutgoingProgress outgoing={outgoing} label={t('running')} done={t('done')} />
    </Card>
  )
}
