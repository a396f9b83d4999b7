'use client'
import { type ShownProblem, useProblemText } from '#src/shell/use-problem-text.ts'

export function ProblemText({ problem }: { readonly problem: ShownProblem }) {
  return useProblemText()(problem)
}
