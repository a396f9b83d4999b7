import type { ReactNode } from 'react'

export interface EmptyStateProps {
  /** What is not there, as a sentence: "No one can see your data." */
  readonly title: string
  /** What would fill it, and what happens then. */
  readonly children?: ReactNode
  readonly icon?: ReactNode
  readonly action?: ReactNode
}

/** Nothing to show yet, and the one thing to do about it. */
export function EmptyState({ title, children, icon, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-start gap-3 rounded-card border border-dashed border-line-strong p-6 sm:p-8">
      {icon ? (
        <span
          aria-hidden="true"
          className="grid size-12 place-items-center rounded-full bg-accent-soft text-accent [&>svg]:size-6"
        >
          {icon}
        </span>
      ) : null}
      <h2 className="text-lead">{title}</h2>
      {children ? <div className="measure text-muted">{children}</div> : null}
      {action ? <div className="mt-1 flex flex-wrap gap-3">{action}</div> : null}
    </div>
  )
}
