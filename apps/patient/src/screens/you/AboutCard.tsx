'use client'
import { Card, DataTable, DefinitionList } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { releaseQuery } from '#src/data/release.ts'

/** What this app promises, and the hashes by which anyone can check the code that runs here. */
export function AboutCard() {
  const t = useTranslations('you')
  const { data: release } = useQuery(releaseQuery)
  const files = Object.entries(release?.files ?? {})
  return (
    <Card title={t('about')}>
      <p className="measure">{t('promise')}</p>
      <p className="measure text-label text-muted">{t('oneMachine')}</p>
      <p className="measure text-label text-muted">{t('notEmergency')}</p>
      {release ? (
        <>
          <DefinitionList
            items={[
              { term: t('release'), description: <code className="break-all">{release.buildId}</code> },
            ]}
          />
          <details>
            <summary className="min-h-11 cursor-pointer py-2 text-accent">
              {t('files', { count: files.length })}
            </summary>
            <p className="measure mb-3 text-label text-muted">{t('filesHint')}</p>
            <div className="max-h-96 overflow-y-auto">
              <DataTable
                caption={t('filesCaption')}
                isCaptionHidden
                columns={[
                  {
                    key: 'path',
                    head: t('file'),
                    cell: ([path]) => <span className="break-all">{path}</span>,
                  },
                  {
                    key: 'hash',
                    head: t('hash'),
                    cell: ([, hash]) => <code className="text-small break-all">{hash}</code>,
                  },
                ]}
                rows={files}
                rowKey={([path]) => path}
              />
            </div>
          </details>
        </>
      ) : (
        <p className="text-label text-muted">{t('releaseUnknown')}</p>
      )}
    </Card>
  )
}
