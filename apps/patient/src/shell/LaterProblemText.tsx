'use client'
import { Suspense } from 'react'
import type { ShownProblem } from '#src/shell/use-problem-text.ts'
import { laterWithWords } from '#src/shell/Words.tsx'

const ProblemText = laterWithWords(
  async () => (await import('#src/shell/ProblemText.tsx')).ProblemText,
  async () => (await import('#src/messages/problem-messages.ts')).problemMessages,
)

/** The sentence for what went wrong. The sentences are fetched beside what may go wrong. */
export function LaterProblemText({ problem }: { readonly problem: ShownProblem }) {
  return (
    <Suspense fallback={null}>
      <ProblemText problem={problem} />
    </Suspense>
  )
}
