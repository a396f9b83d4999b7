/** Bundled for Chromium by ../vault-seal.ts. */
import { answerQuestions } from '@nornos/platform/testing/answer-questions'
import { measureSeal } from './measure-seal.ts'

answerQuestions(measureSeal)
