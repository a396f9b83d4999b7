import type { ReactNode } from 'react'

export interface WelcomePointProps {
  readonly icon: ReactNode
  readonly children: string
}

/** One line of what Nornos does. */
export function WelcomePoint({ icon, children }: WelcomePointProps) {
  return (
    <li className="flex items-start gap-4">
      <span
        aria-hidden="true"
        className="grid size-10 shrink-0 place-items-center rounded-full bg-accent-soft text-accent [&>svg]:size-5"
      >
        {icon}
      </span>
      <span className="pt-1.5">{children}</span>
    </li>
  )
}
