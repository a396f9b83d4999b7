/** Bundled for Chromium by ../store-series.ts. */
import { answerQuestions } from '@nornos/platform/testing/answer-questions'
import { measureSeries } from './measure-series.ts'

answerQuestions((rhythm) => measureSeries(rhythm === 'even' ? 'even' : 'jittered'))
