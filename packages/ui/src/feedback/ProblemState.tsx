import { CircleX } from 'lucide-react'
import type { ReactNode } from 'react'

export interface ProblemStateProps {
  /** What happened: "Could not reach your vault." */
  readonly happened: string
  /** What is safe: "Your changes are safe on this device." */
  readonly safe: string
  /** What to do, as a sentence or as buttons. */
  readonly next: ReactNode
  /** A stable code or correlation id to quote to support; never a health value. */
  readonly reference?: string | undefined
}

/** A failure, in the order a worried person asks: what happened, is my data safe, what now. */
export function ProblemState({ happened, safe, next, reference }: ProblemStateProps) {
  return (
    <div role="alert" className="flex flex-col gap-2 rounded-card border border-danger bg-danger-soft p-5">
      <h2 className="flex items-start gap-3 text-lead">
        <CircleX aria-hidden="true" className="mt-0.5 size-6 shrink-0 text-danger" />
        {happened}
      </h2>
      <p className="measure">{safe}</p>
      <div className="measure flex flex-wrap items-center gap-3">{next}</div>
      {reference ? <p className="text-small text-muted">{reference}</p> : null}
    </div>
  )
}
