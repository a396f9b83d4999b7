/** How far a fact can be leaned on: coverage x precision x weight of the evidence, 0 to 1. */
import type { Grade } from './evidence.ts'

const weights: Readonly<Record<Grade, number>> = { A: 1, B: 0.85, C: 0.65, D: 0.4 }

/** Below this a fact is shown as "not enough data" and used by no rule. */
export const confidenceMin = 0.35

export function gradeWeight(grade: Grade): number {
  return weights[grade]
}

export interface ConfidenceParts {
  /** Valid days over expected days. */
  readonly coverage: number
  /** Half of the 95 % interval, in the metric's unit; 0 for a plain count of what was measured. */
  readonly halfWidth: number
  /** The smallest change that matters, in the same unit. */
  readonly relevantChange: number
  readonly grade: Grade
}

/** Not rounded. Three relevant changes of half-width leave nothing. */
export function confidenceOf(parts: ConfidenceParts): number {
  const coverage = Math.min(1, parts.coverage)
  const precision = 1 - Math.min(1, parts.halfWidth / (3 * parts.relevantChange))
  return coverage * precision * gradeWeight(parts.grade)
}
