'use client'
import {
  type Entry,
  EntryId,
  Instant,
  isComplete,
  type QuestionnaireId,
  questionnaire,
  ZoneName,
} from '@nornos/health-model'
import { Banner, Button, Card, LinkButton, Page, RadioGroup, TextLink } from '@nornos/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { readingsKey } from '#src/data/readings-key.ts'
import { device } from '#src/keys/device.ts'
import { paths } from '#src/paths.ts'
import { doneOf, openOf, type QuestionnaireEntry } from '#src/screens/questionnaires/answers.ts'
import { QuestionnaireResult } from '#src/screens/questionnaires/QuestionnaireResult.tsx'
import { ResultHistory } from '#src/screens/questionnaires/ResultHistory.tsx'
import { useOpenVault } from '#src/shell/OpenVaultProvider.tsx'

export interface QuestionnairePageProps {
  readonly id: QuestionnaireId
  readonly entries: readonly QuestionnaireEntry[]
}

type Answers = readonly (number | null)[]

/** One questionnaire, every question on one page. Each answer is kept as it is given. */
export function QuestionnairePage({ id, entries }: QuestionnairePageProps) {
  const t = useTranslations('questionnaire')
  const { items, lead, name, source } = questionnaire(id)
  const [open] = useState(() => openOf(entries, id))
  const [answers, setAnswers] = useState<Answers>(() => items.map((_, at) => open?.answers[at] ?? null))
  const [missing, setMissing] = useState(0)
  const [result, setResult] = useState<Answers | null>(null)
  const { isFailed, keep } = useKeptAnswers(id, open?.entry.entryId)
  const answer = (at: number, value: number) => {
    const next = answers.map((known, index) => (index === at ? value : known))
    setAnswers(next)
    setMissing(0)
    void keep(next, false)
  }
  const finish = async () => {
    if (isComplete(id, answers)) {
      if (await keep(answers, true)) setResult(answers)
      return
    }
    setMissing(items.filter(({ isExtra }, at) => isExtra !== true && answers[at] === null).length)
  }
  const back = <TextLink href={paths.questionnaires()}>{t('back')}</TextLink>
  if (result !== null) {
    return (
      <Page key="result" title={t('result')} over={back}>
        <QuestionnaireResult id={id} answers={result} />
        <ResultHistory id={id} entries={doneOf(entries, id)} />
      </Page>
    )
  }
  return (
    <Page key="questions" title={name} over={back} lead={lead}>
      <div className="flex max-w-2xl flex-col gap-4">
        {items.map((item, at) => (
          <Card key={item.linkId} over={t('question', { number: at + 1, total: items.length })}>
            <RadioGroup
              label={item.text}
              value={answers[at] === null ? null : String(answers[at])}
              options={item.options.map(({ text, value }) => ({ value: String(value), label: text }))}
              onChange={(value) => answer(at, Number(value))}
            />
            {item.isExtra === true ? <p className="text-label text-muted">{t('optional')}</p> : null}
          </Card>
        ))}
        <div role="alert">
          {missing > 0 ? (
            <Banner tone="warn" role="note">
              {t('missing', { count: missing })}
            </Banner>
          ) : null}
          {isFailed ? (
            <Banner tone="danger" role="note">
              {t('failed')}
            </Banner>
          ) : null}
        </div>
        <p className="text-label text-muted">{t('kept')}</p>
        <p className="text-label text-muted">{t('source', { source })}</p>
        <div className="flex flex-wrap gap-3">
          <Button tone="primary" onPress={() => void finish()}>
            {t('finish')}
          </Button>
          <LinkButton href={paths.questionnaires()}>{t('leave')}</LinkButton>
        </div>
      </div>
      <ResultHistory id={id} entries={doneOf(entries, id)} />
    </Page>
  )
}

/** Writes one after the other, so that an earlier answer never overwrites a later one. */
function useKeptAnswers(id: QuestionnaireId, open: EntryId | undefined) {
  const queries = useQueryClient()
  const { zone } = useOpenVault()
  const [entryId] = useState(() => open ?? EntryId.parse(crypto.randomUUID()))
  const [isFailed, setFailed] = useState(false)
  const last = useRef<Promise<boolean>>(Promise.resolve(true))

  async function write(answers: Answers, isDone: boolean): Promise<boolean> {
    const entry: Entry = {
      entryId,
      at: Instant.parse(new Date().toISOString().replace('.000Z', 'Z')),
      zone: ZoneName.parse(zone),
      content: { kind: 'questionnaire', questionnaire: id, answers: [...answers], isDone },
    }
    try {
      const saved = await (await device()).saveEntry(entry)
      setFailed(!saved.ok)
      if (saved.ok && isDone) await queries.invalidateQueries({ queryKey: [readingsKey] })
      return saved.ok
    } catch {
      setFailed(true)
      return false
    }
  }

  return {
    isFailed,
    keep: (answers: Answers, isDone: boolean) => {
      last.current = last.current.then(() => write(answers, isDone))
      return last.current
    },
  }
}
