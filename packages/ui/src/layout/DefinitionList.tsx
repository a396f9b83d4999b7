import type { ReactNode } from 'react'

export interface Definition {
  readonly term: string
  readonly description: ReactNode
}

/** Names and what they stand for: two columns, stacked below 480 px. */
export function DefinitionList({ items }: { readonly items: readonly Definition[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-2 min-[30rem]:grid-cols-[minmax(7rem,auto)_1fr]">
      {items.map((item) => (
        <div key={item.term} className="contents max-[30rem]:block">
          <dt className="text-muted">{item.term}</dt>
          <dd className="min-w-0 max-[30rem]:mb-1">{item.description}</dd>
        </div>
      ))}
    </dl>
  )
}
