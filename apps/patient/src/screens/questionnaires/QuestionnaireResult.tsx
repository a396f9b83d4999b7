'use client'
import {
  asksForHelp,
  bandOf,
  helpLineOf,
  type QuestionnaireId,
  questionnaire,
  scoreOf,
} from '@nornos/health-model'
import { Card, useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'

export interface QuestionnaireResultProps {
  readonly id: QuestionnaireId
  readonly answers: readonly (number | null)[]
}

/** The sum, what it means as published, and where to find help when an answer asks for it. */
export function QuestionnaireResult({ id, answers }: QuestionnaireResultProps) {
  const t = useTranslations('questionnaire')
  const { bands, name, source } = questionnaire(id)
  const score = scoreOf(id, answers)
  const most = bands.at(-1)?.to ?? 0
  const band = bandOf(id, score)
  return (
    <>
      {asksForHelp(id, answers) ? <HelpCard /> : null}
      <Card title={name}>
        <p className="figures text-heading font-bold">{t('score', { score, most })}</p>
        <p className="text-lead">{t(`band.${band.id}`)}</p>
        <p className="measure">{t('meaning')}</p>
        <h3 className="text-label font-semibold">{t('bands')}</h3>
        <ul className="figures">
          {bands.map(({ from, id: bandId, to }) => (
            <li key={bandId} className={bandId === band.id ? 'font-semibold' : 'text-muted'}>
              {t('bandRange', { band: t(`band.${bandId}`), from, to })}
            </li>
          ))}
        </ul>
        <p className="measure text-label text-muted">{t('source', { source })}</p>
        <p className="measure text-label text-muted">{t('shared')}</p>
      </Card>
    </>
  )
}

function HelpCard() {
  const t = useTranslations('questionnaire')
  const line = helpLineOf(useFormats().locale)
  const where = { number: line?.number ?? '', name: line?.name ?? '', site: line?.site ?? '' }
  return (
    <Card title={t('helpTitle')} tone="accent">
      <p className="measure">{t('help')}</p>
      <p className="measure font-semibold">{t('helpEmergency')}</p>
      {line === null ? null : (
        <p className="measure font-semibold">{t(line.canText ? 'helpLineText' : 'helpLine', where)}</p>
      )}
      <p className="measure">{t('helpTalk')}</p>
      <p className="measure text-label text-muted">{t('helpNobody')}</p>
    </Card>
  )
}
