'use client'
import type { MouseEvent, ReactNode } from 'react'
import { useUi } from '../UiProvider.tsx'

export interface NavigationLinkProps {
  /** A path of this app (navigated without a load), or a full address. Ids only in the fragment. */
  readonly href: string
  readonly children: ReactNode
  readonly className: string
  readonly isCurrent?: boolean | undefined
  readonly onNavigate?: (() => void) | undefined
}

/** A real anchor: middle click, copy and "open in new tab" work; a plain click goes through the app's router. */
export function NavigationLink({ href, children, className, isCurrent, onNavigate }: NavigationLinkProps) {
  const { navigate } = useUi()
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    if (!isPlainClick(event) || !href.startsWith('/')) return
    event.preventDefault()
    onNavigate?.()
    navigate(href)
  }
  return (
    <a href={href} className={className} onClick={follow} {...(isCurrent ? { 'aria-current': 'page' } : {})}>
      {children}
    </a>
  )
}

function isPlainClick(event: MouseEvent<HTMLAnchorElement>): boolean {
  const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
  return event.button === 0 && !modified && !event.defaultPrevented
}
