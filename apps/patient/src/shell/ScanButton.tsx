'use client'
import { Button } from '@nornos/ui'
import { ScanLine } from 'lucide-react'
import { useState } from 'react'
import { ScanDialog } from '#src/shell/ScanDialog.tsx'

export interface ScanButtonProps {
  readonly label: string
  readonly title: string
  readonly lead: string
  /** False: this is another code, go on looking. */
  readonly onText: (text: string) => boolean
  readonly isDisabled: boolean
}

/** Typing stays possible beside it: what was read is shown in the boxes before anything happens. */
export function ScanButton({ label, title, lead, onText, isDisabled }: ScanButtonProps) {
  const [isOpen, setOpen] = useState(false)
  const take = (text: string) => {
    const isTaken = onText(text)
    if (isTaken) setOpen(false)
    return isTaken
  }
  return (
    <div>
      <Button
        icon={<ScanLine aria-hidden="true" className="size-5" />}
        isDisabled={isDisabled}
        onPress={() => setOpen(true)}
      >
        {label}
      </Button>
      {isOpen ? <ScanDialog {...{ title, lead }} onText={take} onClose={() => setOpen(false)} /> : null}
    </div>
  )
}
