'use client'
import type { DeviceProblem } from '@nornos/store'
import { Banner, Card, FileDrop, type Folder, LinkButton, Page } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { importsQuery } from '#src/data/vault.ts'
import { device } from '#src/keys/device.ts'
import { paths } from '#src/paths.ts'
import { hasEarlier, ImportCards, isChosen } from '#src/screens/import/ImportCards.tsx'
import { StorageBanner } from '#src/screens/you/StorageBanner.tsx'
import { useProblemText } from '#src/shell/use-problem-text.ts'

/** A file goes to the worker as a handle and is read there piece by piece, so its size does not matter. */
export function ImportScreen() {
  const t = useTranslations('import')
  const problemText = useProblemText()
  const { data: imports = [] } = useQuery(importsQuery)
  const [problem, setProblem] = useState<DeviceProblem | null>(null)
  const start = async (files: readonly File[]) => {
    setProblem(null)
    for (const file of files) {
      const started = await (await device()).importFile(file)
      if (started.ok) continue
      setProblem(started.error)
      if (started.error.type !== 'FileEmpty') return
    }
  }
  const startFolder = async ({ files, name }: Folder) => {
    // An archive is an import of its own: it is read largest file first, which needs the archive itself.
    const [archives, others] = split(files, ({ path }) => /\.zip$/i.test(path))
    await start(archives.map(({ file }) => file))
    if (others.length === 0) return
    const started = await (await device()).importFolder(name, others)
    if (!started.ok) setProblem(started.error)
  }
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={<LinkButton href={paths.sources()}>{t('connect')}</LinkButton>}
    >
      {problem ? (
        <Banner tone="danger" role="alert">
          {problemText(problem)} {t('nothingLost')}
        </Banner>
      ) : null}
      <ImportCards only="current" />
      {imports.some((one) => one.step === 'done' && isChosen(one)) ? <StorageBanner /> : null}
      <FileDrop
        label={t('drop')}
        chooseLabel={t('choose')}
        chooseFolderLabel={t('chooseFolder')}
        hint={t('hint')}
        onFiles={(files) => void start(files)}
        onFolder={(folder) => void startFolder(folder)}
      />
      {hasEarlier(imports) ? (
        <section aria-labelledby="earlier" className="flex flex-col gap-3">
          <h2 id="earlier" className="text-lead">
            {t('earlier')}
          </h2>
          <ImportCards only="earlier" />
        </section>
      ) : null}
      <Card title={t('howTitle')}>
        <ol className="flex list-decimal flex-col gap-2 pl-6">
          <li>{t('how1')}</li>
          <li>{t('how2')}</li>
          <li>{t('how3')}</li>
        </ol>
      </Card>
    </Page>
  )
}

function split<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): readonly [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))]
}
