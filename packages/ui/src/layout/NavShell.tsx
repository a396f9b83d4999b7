'use client'
import type { ReactNode } from 'react'
import { NavigationLink } from '../actions/NavigationLink.tsx'
import { classes } from '../classes.ts'
import { Brand } from './Brand.tsx'
import { SkipLink } from './SkipLink.tsx'

export interface NavItem {
  readonly href: string
  readonly label: string
  /** A lucide icon; decorative, the label is always shown. */
  readonly icon: ReactNode
}

export interface NavShellProps {
  /** At most five, so that each fits a phone with its label. */
  readonly items: readonly NavItem[]
  readonly currentHref: string
  readonly navLabel: string
  readonly skipLabel: string
  /** Sync state: top right on phones, at the foot of the rail on wide screens. */
  readonly status?: ReactNode
  /** A link to the person's own settings. */
  readonly account?: ReactNode
  readonly children: ReactNode
}

/** The patient app's frame: bottom bar on phones, left rail from 768 px. Holds the `main` landmark. */
export function NavShell(props: NavShellProps) {
  const { items, currentHref, navLabel, skipLabel, status, account, children } = props
  return (
    <div className="mx-auto min-h-dvh max-w-6xl md:grid md:grid-cols-[13.5rem_minmax(0,1fr)] md:gap-8 md:px-6">
      <SkipLink>{skipLabel}</SkipLink>
      <header
        data-screen-only
        className="flex items-center justify-between gap-3 px-4 pt-3 md:sticky md:top-0 md:h-dvh md:flex-col md:items-stretch md:justify-start md:gap-6 md:px-0 md:py-6"
      >
        <Brand />
        <nav
          aria-label={navLabel}
          data-bottom-bar
          className="fixed inset-x-0 bottom-0 z-40 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:static md:border-0 md:bg-transparent md:pb-0"
        >
          <ul className="mx-auto flex max-w-xl md:flex-col md:gap-1">
            {items.map((item) => (
              <li key={item.href} className="min-w-0 flex-1 md:flex-none">
                <NavShellLink item={item} isCurrent={item.href === currentHref} />
              </li>
            ))}
          </ul>
        </nav>
        <div className="flex min-w-0 items-center gap-2 md:mt-auto md:flex-col md:items-start">
          {status}
          {account}
        </div>
      </header>
      <main id="content" tabIndex={-1} className="min-w-0 px-4 pt-4 pb-28 md:px-0 md:pt-6 md:pb-16">
        {children}
      </main>
    </div>
  )
}

function NavShellLink({ item, isCurrent }: { readonly item: NavItem; readonly isCurrent: boolean }) {
  return (
    <NavigationLink
      href={item.href}
      isCurrent={isCurrent}
      className={classes(
        'flex min-h-14 flex-col items-center justify-center gap-0.5 px-1 text-small -outline-offset-3',
        'md:min-h-11 md:flex-row md:justify-start md:gap-3 md:rounded-control md:px-3 md:text-body md:outline-offset-2',
        isCurrent ? 'font-bold text-accent md:bg-accent-soft' : 'text-muted hover:text-fg md:hover:bg-sunken',
      )}
    >
      <span aria-hidden="true" className="[&>svg]:size-5.5 md:[&>svg]:size-5">
        {item.icon}
      </span>
      <span className="max-w-full truncate">{item.label}</span>
    </NavigationLink>
  )
}
