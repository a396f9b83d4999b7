/** The vectors as a worker of a browser runs them. Bundled by browser.test.ts. */
import { answerQuestions } from '@nornos/platform/testing/answer-questions'
import { openFrozenVault, verifyFrozenVault } from './frozen-vault/check-frozen-vault.ts'
import { runVector } from './vectors/run-vector.ts'
import type { Vector } from './vectors/vector.ts'
import { type Group, runSuite, type SuiteResult, suites } from './wycheproof/suites.ts'

export type Question =
  | { readonly what: 'frozen-vault'; readonly vector: Vector }
  | { readonly what: 'vector'; readonly vector: Vector }
  | { readonly what: 'wycheproof'; readonly name: string; readonly groups: readonly Group[] }

/** `vector`: what came out, or the code with which it was refused. */
export type Answer = number | SuiteResult | { readonly output: unknown } | { readonly refusal: unknown }

answerQuestions((question) => answer(question as Question))

async function answer(question: Question): Promise<Answer> {
  switch (question.what) {
    case 'frozen-vault':
      await verifyFrozenVault(question.vector)
      return openFrozenVault(question.vector)
    case 'vector':
      return outcomeOf(question.vector)
    case 'wycheproof': {
      const suite = suites[question.name]
      if (suite === undefined) throw new Error(`no suite ${question.name}`)
      return runSuite(suite, question.groups)
    }
  }
}

async function outcomeOf(vector: Vector): Promise<Answer> {
  try {
    return { output: await runVector(vector) }
  } catch (cause) {
    const { code }: { code?: unknown } = Object(cause)
    return { refusal: code }
  }
}
