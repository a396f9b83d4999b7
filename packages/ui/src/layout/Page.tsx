'use client'
import type { ReactNode } from 'react'
import { usePageTitle } from './use-page-title.ts'

export interface PageProps {
  readonly title: string
  /** The document's title where it must differ: a title with a person's name would end up in the browser's history. */
  readonly documentTitle?: string | undefined
  /** A short line above the title: a date, where one is. */
  readonly over?: ReactNode
  /** One or two sentences below the title. */
  readonly lead?: ReactNode
  /** The primary action of the screen, top right. */
  readonly actions?: ReactNode
  readonly children?: ReactNode
}

/** One screen: its `h1` takes the focus after a change of screen, and the document takes its title. */
export function Page({ title, documentTitle = title, over, lead, actions, children }: PageProps) {
  const heading = usePageTitle(documentTitle)
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          {over ? <p className="text-label text-muted">{over}</p> : null}
          <h1 ref={heading} tabIndex={-1} className="text-heading">
            {title}
          </h1>
          {lead ? <p className="measure mt-2 text-muted">{lead}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap gap-3">{actions}</div> : null}
      </div>
      {children}
    </div>
  )
}
