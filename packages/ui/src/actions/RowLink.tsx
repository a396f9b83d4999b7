import { ChevronRight } from 'lucide-react'
import { NavigationLink } from './NavigationLink.tsx'

export interface RowLinkProps {
  readonly href: string
  /** A name of any length; it breaks anywhere. */
  readonly title: string
  readonly detail: string
}

/** One row of a list that leads to a page of its own. */
export function RowLink({ href, title, detail }: RowLinkProps) {
  return (
    <NavigationLink
      href={href}
      className="flex min-h-14 items-center gap-4 px-4 py-3 text-fg no-underline hover:bg-sunken"
    >
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="break-all">{title}</span>
        <span className="break-words text-label text-muted">{detail}</span>
      </span>
      <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-muted" />
    </NavigationLink>
  )
}
