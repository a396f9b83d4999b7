'use client'
import type { ReactNode } from 'react'
import { NavigationLink } from './NavigationLink.tsx'

export interface TextLinkProps {
  readonly href: string
  readonly children: ReactNode
}

/** A link inside text, underlined so that colour is not what tells it apart. */
export function TextLink({ href, children }: TextLinkProps) {
  return (
    <NavigationLink
      href={href}
      className="rounded-mark text-accent underline decoration-1 underline-offset-4 hover:text-accent-hover hover:decoration-2"
    >
      {children}
    </NavigationLink>
  )
}
