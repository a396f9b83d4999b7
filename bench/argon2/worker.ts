/** Bundled for Chromium by ../argon2.ts. */
import { answerQuestions } from '@nornos/platform/testing/answer-questions'
import { measureArgon2 } from './measure-argon2.ts'

answerQuestions(measureArgon2)
