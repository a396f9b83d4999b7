import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { errorStyle } from './field-style.ts'

/** What is wrong with a field and how to mend it: an icon, colour and words. */
export function FieldMessage({ children }: { readonly children: ReactNode }) {
  return (
    <span className={`${errorStyle} flex items-start gap-2`}>
      <CircleAlert aria-hidden="true" className="mt-1 size-4 shrink-0" />
      <span>{children}</span>
    </span>
  )
}
