'use client'
import type { BackupCheck, OutgoingProblem, OwnRecovery } from '@nornos/store'
import {
  Banner,
  Button,
  Card,
  FileDrop,
  ProgressBar,
  SegmentedControl,
  useFormats,
  WordFields,
} from '@nornos/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { proxy } from 'comlink'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { leavingQuery } from '#src/data/vault.ts'
import { device } from '#src/keys/device.ts'
import { useLeavingText } from '#src/screens/leaving/use-leaving-text.ts'
import { noteProgress, working } from '#src/shell/work.ts'

const none = (count: number): readonly string[] => Array.from({ length: count }, () => '')

/** A restore that changes nothing: the whole file is read and opened with the words on paper. */
export function BackupCheckCard() {
  const t = useTranslations('leaving.check')
  const leavingText = useLeavingText()
  const queries = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [by, setBy] = useState<'words' | 'kit'>('kit')
  const [words, setWords] = useState(none(24))
  const [share, setShare] = useState(0)
  const [problem, setProblem] = useState<OutgoingProblem | null>(null)
  const [found, setFound] = useState<BackupCheck | null>(null)
  const goOn = (done: number) => {
    noteProgress()
    setShare(done)
  }
  const check = useMutation({
    mutationFn: (chosen: File) =>
      working(async () => (await device()).checkBackup(chosen, recoveryOf(by, words), proxy(goOn))),
    onMutate: () => {
      setProblem(null)
      setFound(null)
      setShare(0)
    },
    onSuccess: (result) => {
      if (result.ok) setFound(result.value)
      else setProblem(result.error)
      void queries.invalidateQueries({ queryKey: leavingQuery.queryKey })
    },
  })
  return (
    <Card title={t('title')}>
      <p className="measure">{t('lead')}</p>
      <FileDrop
        label={file?.name ?? t('drop')}
        chooseLabel={t('choose')}
        accept={['.tar']}
        onFiles={([first]) => setFile(first ?? null)}
      />
      {file === null ? null : (
        <>
          <SegmentedControl
            label={t('by')}
            items={[
              { key: 'kit', label: t('byKit') },
              { key: 'words', label: t('byWords') },
            ]}
            selected={by}
            onSelect={(next) => {
              setBy(next)
              setWords(none(next === 'kit' ? 24 : 6))
            }}
          />
          <WordFields
            label={t(by === 'kit' ? 'kitLabel' : 'wordsLabel')}
            wordLabel={(position) => t('word', { position })}
            words={words}
            onChange={setWords}
            hint={t('hint')}
            isDisabled={check.isPending}
          />
          {check.isPending ? <ProgressBar label={t('running')} share={share} /> : null}
          <div className="flex flex-wrap gap-3">
            <Button tone="primary" isPending={check.isPending} onPress={() => check.mutate(file)}>
              {t('start')}
            </Button>
            {check.isPending ? (
              <Button onPress={() => void device().then((opened) => opened.cancelCheck())}>
                {t('cancel')}
              </Button>
            ) : null}
          </div>
        </>
      )}
      {problem ? (
        <Banner tone="danger" role="alert">
          {leavingText(problem)} {t('unchanged')}
        </Banner>
      ) : null}
      {found ? <Found found={found} /> : null}
    </Card>
  )
}

function Found({ found }: { readonly found: BackupCheck }) {
  const t = useTranslations('leaving.check')
  const formats = useFormats()
  return (
    <Banner tone="ok">
      {t('good', {
        objects: found.objects,
        opened: formats.number(found.opened, 0),
        size: formats.bytes(found.bytes),
        day: formats.date(Date.parse(found.madeAt)),
      })}
    </Banner>
  )
}

function recoveryOf(by: 'words' | 'kit', words: readonly string[]): OwnRecovery {
  const typed = words.join(' ')
  return by === 'words' ? { by, typed } : { by, typed, words: [] }
}
