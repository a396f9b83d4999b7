'use client'
import type { ReactNode } from 'react'
import { type ButtonTone, type ButtonWidth, buttonStyle } from './button-style.ts'
import { NavigationLink } from './NavigationLink.tsx'

export interface LinkButtonProps {
  readonly href: string
  readonly children: ReactNode
  readonly tone?: ButtonTone | undefined
  readonly width?: ButtonWidth | undefined
  readonly icon?: ReactNode
}

/** Goes somewhere and looks like a button. */
export function LinkButton({ href, children, tone = 'secondary', width = 'fit', icon }: LinkButtonProps) {
  return (
    <NavigationLink href={href} className={buttonStyle(tone, width)}>
      {icon}
      {children}
    </NavigationLink>
  )
}
