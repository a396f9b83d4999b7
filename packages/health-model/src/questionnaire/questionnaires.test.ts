/**
 * Goal: scores and bands are the published ones, for every score that can be.
 * Method: tables copied from the publications; answers of every sum.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MetricId } from '../metrics/catalogue.ts'
import {
  type Answers,
  asksForHelp,
  bandOf,
  isComplete,
  type QuestionnaireId,
  questionnaire,
  questionnaireIds,
  scoreOf,
} from './questionnaires.ts'

/** Each cut-off with the first and the last score of its band. */
const published: readonly (readonly [QuestionnaireId, number, number, string])[] = [
  ['phq-9', 0, 4, 'minimal'],
  ['phq-9', 5, 9, 'mild'],
  ['phq-9', 10, 14, 'moderate'],
  ['phq-9', 15, 19, 'moderately_severe'],
  ['phq-9', 20, 27, 'severe'],
  ['gad-7', 0, 4, 'minimal'],
  ['gad-7', 5, 9, 'mild'],
  ['gad-7', 10, 14, 'moderate'],
  ['gad-7', 15, 21, 'severe'],
  ['who-5', 0, 28, 'very_low'],
  ['who-5', 32, 48, 'low'],
  ['who-5', 52, 100, 'good'],
]

test('every score is in the band that was published for it', () => {
  for (const [id, first, last, band] of published) {
    for (let score = first; score <= last; score++) assert.equal(bandOf(id, score).id, band, `${id} ${score}`)
  }
})

test('the lowest and the highest answers give the ends of the scale', () => {
  for (const [id, most] of [
    ['phq-9', 27],
    ['gad-7', 21],
    ['who-5', 100],
  ] as const) {
    const { items } = questionnaire(id)
    const highest = items.map(({ options }) => Math.max(...options.map(({ value }) => value)))
    assert.equal(scoreOf(id, highest), most)
    assert.equal(
      scoreOf(
        id,
        items.map(() => 0),
      ),
      0,
    )
  }
})

test('the question about difficulty is not part of the sum and may be left out', () => {
  const answers: Answers = [1, 1, 1, 1, 1, 1, 1, 1, 0]
  assert.equal(scoreOf('phq-9', answers), 8)
  assert.equal(scoreOf('phq-9', [...answers, 3]), 8)
})

test('a missing or foreign answer makes no score', () => {
  assert.equal(isComplete('gad-7', [0, 1, 2, 3, 0, 1]), false)
  assert.equal(isComplete('gad-7', [0, 1, 2, 3, 0, 1, null]), false)
  assert.equal(isComplete('gad-7', [0, 1, 2, 3, 0, 1, 4]), false)
  assert.throws(() => scoreOf('gad-7', []))
})

test('any thought of dying or self-harm asks for help, whatever the sum', () => {
  assert.equal(asksForHelp('phq-9', [0, 0, 0, 0, 0, 0, 0, 0, 1]), true)
  assert.equal(asksForHelp('phq-9', [3, 3, 3, 3, 3, 3, 3, 3, 0]), false)
  assert.equal(asksForHelp('gad-7', [3, 3, 3, 3, 3, 3, 3]), false)
})

test('each questionnaire has its number of questions and a metric among the most sensitive', () => {
  assert.deepEqual(
    questionnaireIds.map((id) => questionnaire(id).items.filter(({ isExtra }) => !isExtra).length),
    [9, 7, 5],
  )
  for (const id of questionnaireIds) assert.ok(MetricId.safeParse(questionnaire(id).metric).success)
})
