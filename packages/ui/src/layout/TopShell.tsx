'use client'
import type { ReactNode } from 'react'
import { NavigationLink } from '../actions/NavigationLink.tsx'
import { classes } from '../classes.ts'
import { Brand } from './Brand.tsx'
import type { NavItem } from './NavShell.tsx'
import { SkipLink } from './SkipLink.tsx'

export interface TopShellProps {
  readonly items: readonly NavItem[]
  readonly currentHref: string
  readonly navLabel: string
  readonly skipLabel: string
  /** Session clock, lock, search. */
  readonly tools?: ReactNode
  readonly children: ReactNode
}

/** The doctor app's frame: one bar above a page that may use the whole width. Holds the `main` landmark. */
export function TopShell({ items, currentHref, navLabel, skipLabel, tools, children }: TopShellProps) {
  return (
    <div className="min-h-dvh">
      <SkipLink>{skipLabel}</SkipLink>
      <header data-screen-only className="border-b border-line bg-surface">
        <div className="mx-auto flex max-w-[90rem] flex-wrap items-center gap-x-6 gap-y-1 px-4 py-2 md:px-6">
          <Brand />
          <nav aria-label={navLabel}>
            <ul className="flex gap-1">
              {items.map((item) => (
                <li key={item.href}>
                  <NavigationLink
                    href={item.href}
                    isCurrent={item.href === currentHref}
                    className={classes(
                      'flex min-h-11 items-center gap-2 rounded-control px-3 [&>svg]:size-5',
                      item.href === currentHref
                        ? 'bg-accent-soft font-bold text-accent'
                        : 'text-muted hover:bg-sunken hover:text-fg',
                    )}
                  >
                    {item.icon}
                    {item.label}
                  </NavigationLink>
                </li>
              ))}
            </ul>
          </nav>
          <div className="flex flex-wrap items-center gap-3 md:ml-auto">{tools}</div>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="mx-auto max-w-[90rem] px-4 pt-6 pb-16 md:px-6">
        {children}
      </main>
    </div>
  )
}
