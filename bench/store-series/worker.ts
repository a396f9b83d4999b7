/** Bundled for Chromium by ../store-series.ts. */
import { answerQuestions } from '@nornos/platform/testing/answer-questions'
import { measureLong, measureSeries } from './measure-series.ts'

answerQuestions((asked) =>
  typeof asked === 'number' ? measureLong(asked) : measureSeries(asked === 'even' ? 'even' : 'jittered'),
)
