/**
 * The questionnaires of the app, in the official English wording, with the published scoring and bands.
 *
 * - PHQ-9: Kroenke, Spitzer, Williams. J Gen Intern Med 2001;16:606–613. Free to use without permission. Words and bands
 *   as on the form at phqscreeners.com; the question about difficulty belongs to the form and not to the sum.
 * - GAD-7: Spitzer, Kroenke, Williams, Löwe. Arch Intern Med 2006;166:1092–1097. Free to use without permission. Cut
 *   points 5, 10 and 15.
 * - WHO-5: World Health Organization 1998; Topp et al., Psychother Psychosom 2015;84:167–176. World Health
 *   Organization, The World Health Organization-Five Well-Being Index (WHO-5), 2024, CC BY-NC-SA 3.0 IGO. The sum of 0 to
 *   25 times four; 50 and below, and 28 and below, are the cut-offs of Topp et al.
 */
import { assert, present } from '@nornos/std'
import * as z from 'zod/mini'
import type { MetricOfField } from '../metrics/catalogue.ts'

export const questionnaireIds = ['phq-9', 'gad-7', 'who-5'] as const
export const QuestionnaireId = z.enum(questionnaireIds)
export type QuestionnaireId = z.infer<typeof QuestionnaireId>

export interface QuestionnaireItem {
  readonly linkId: string
  readonly text: string
  readonly options: readonly QuestionnaireOption[]
  /** Not part of the sum, and may be left out. */
  readonly isExtra?: true
}

export interface QuestionnaireOption {
  readonly value: number
  readonly text: string
}

export type BandId =
  | 'minimal'
  | 'mild'
  | 'moderate'
  | 'moderately_severe'
  | 'severe'
  | 'very_low'
  | 'low'
  | 'good'

export interface Band {
  readonly id: BandId
  /** Both ends belong to it. */
  readonly from: number
  readonly to: number
}

export interface Questionnaire {
  readonly id: QuestionnaireId
  readonly name: string
  readonly metric: Extract<MetricOfField<'mental_health'>, 'phq9' | 'gad7' | 'who5'>
  readonly lead: string
  readonly items: readonly QuestionnaireItem[]
  /** What the sum of the answers is multiplied by. */
  readonly factor: number
  /** The lowest first; they cover every score. */
  readonly bands: readonly Band[]
  readonly source: string
}

const frequency: readonly QuestionnaireOption[] = [
  { value: 0, text: 'Not at all' },
  { value: 1, text: 'Several days' },
  { value: 2, text: 'More than half the days' },
  { value: 3, text: 'Nearly every day' },
]
const share: readonly QuestionnaireOption[] = [
  { value: 5, text: 'All of the time' },
  { value: 4, text: 'Most of the time' },
  { value: 3, text: 'More than half of the time' },
  { value: 2, text: 'Less than half of the time' },
  { value: 1, text: 'Some of the time' },
  { value: 0, text: 'At no time' },
]
const difficulty: readonly QuestionnaireOption[] = [
  { value: 0, text: 'Not difficult at all' },
  { value: 1, text: 'Somewhat difficult' },
  { value: 2, text: 'Very difficult' },
  { value: 3, text: 'Extremely difficult' },
]

function itemsOf(options: readonly QuestionnaireOption[], texts: readonly string[]): QuestionnaireItem[] {
  return texts.map((text, index) => ({ linkId: String(index + 1), text, options }))
}

const table: Readonly<Record<QuestionnaireId, Questionnaire>> = {
  'phq-9': {
    id: 'phq-9',
    name: 'PHQ-9',
    metric: 'phq9',
    lead: 'Over the last 2 weeks, how often have you been bothered by any of the following problems?',
    items: [
      ...itemsOf(frequency, [
        'Little interest or pleasure in doing things',
        'Feeling down, depressed, or hopeless',
        'Trouble falling or staying asleep, or sleeping too much',
        'Feeling tired or having little energy',
        'Poor appetite or overeating',
        'Feeling bad about yourself – or that you are a failure or have let yourself or your family down',
        'Trouble concentrating on things, such as reading the newspaper or watching television',
        'Moving or speaking so slowly that other people could have noticed? Or the opposite – being so fidgety or restless that you have been moving around a lot more than usual',
        'Thoughts that you would be better off dead or of hurting yourself in some way',
      ]),
      {
        linkId: '10',
        text: 'If you checked off any problems, how difficult have these problems made it for you to do your work, take care of things at home, or get along with other people?',
        options: difficulty,
        isExtra: true,
      },
    ],
    factor: 1,
    bands: [
      { id: 'minimal', from: 0, to: 4 },
      { id: 'mild', from: 5, to: 9 },
      { id: 'moderate', from: 10, to: 14 },
      { id: 'moderately_severe', from: 15, to: 19 },
      { id: 'severe', from: 20, to: 27 },
    ],
    source: 'Kroenke, Spitzer, Williams 2001, Journal of General Internal Medicine 16, 606–613.',
  },
  'gad-7': {
    id: 'gad-7',
    name: 'GAD-7',
    metric: 'gad7',
    lead: 'Over the last 2 weeks, how often have you been bothered by the following problems?',
    items: itemsOf(frequency, [
      'Feeling nervous, anxious or on edge',
      'Not being able to stop or control worrying',
      'Worrying too much about different things',
      'Trouble relaxing',
      'Being so restless that it is hard to sit still',
      'Becoming easily annoyed or irritable',
      'Feeling afraid as if something awful might happen',
    ]),
    factor: 1,
    bands: [
      { id: 'minimal', from: 0, to: 4 },
      { id: 'mild', from: 5, to: 9 },
      { id: 'moderate', from: 10, to: 14 },
      { id: 'severe', from: 15, to: 21 },
    ],
    source: 'Spitzer, Kroenke, Williams, Löwe 2006, Archives of Internal Medicine 166, 1092–1097.',
  },
  'who-5': {
    id: 'who-5',
    name: 'WHO-5',
    metric: 'who5',
    lead: 'Please indicate for each of the five statements which is closest to how you have been feeling over the last two weeks.',
    items: itemsOf(share, [
      'I have felt cheerful and in good spirits',
      'I have felt calm and relaxed',
      'I have felt active and vigorous',
      'I woke up feeling fresh and rested',
      'My daily life has been filled with things that interest me',
    ]),
    factor: 4,
    bands: [
      { id: 'very_low', from: 0, to: 28 },
      { id: 'low', from: 29, to: 50 },
      { id: 'good', from: 51, to: 100 },
    ],
    source:
      'World Health Organization 1998 (CC BY-NC-SA 3.0 IGO); Topp and others 2015, Psychotherapy and Psychosomatics 84, 167–176.',
  },
}

export function questionnaire(id: QuestionnaireId): Questionnaire {
  return table[id]
}

export type Answers = readonly (number | null)[]

/** Whether every item of the sum has an answer that it offers. */
export function isComplete(id: QuestionnaireId, answers: Answers): boolean {
  return questionnaire(id).items.every(({ isExtra, options }, index) => {
    const answer = answers[index] ?? null
    return answer === null ? isExtra === true : options.some(({ value }) => value === answer)
  })
}

/** The sum as published: PHQ-9 0 to 27, GAD-7 0 to 21, WHO-5 0 to 100 per cent. Only of complete answers. */
export function scoreOf(id: QuestionnaireId, answers: Answers): number {
  assert(isComplete(id, answers), 'a score needs every answer')
  const { factor, items } = questionnaire(id)
  const counted = items.map(({ isExtra }, index) => (isExtra === true ? 0 : (answers[index] ?? 0)))
  return counted.reduce((sum, value) => sum + value, 0) * factor
}

export function bandOf(id: QuestionnaireId, score: number): Band {
  const found = questionnaire(id).bands.find(({ from, to }) => score >= from && score <= to)
  return present(found, 'the bands cover every score')
}

/** Item 9 of the PHQ-9 above zero: whatever the sum, the person is shown where to find help now. */
export function asksForHelp(id: QuestionnaireId, answers: Answers): boolean {
  return id === 'phq-9' && (answers[8] ?? 0) > 0
}
