'use client'
import { Button, TextField } from '@nornos/ui'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl'

export interface CloseFormProps {
  readonly email: string
  readonly isPending: boolean
  readonly onClose: () => void
}

/** The person's own word for it: nothing closes an account by one press. */
export function CloseForm({ email, isPending, onClose }: CloseFormProps) {
  const t = useTranslations('accountClose')
  const [typed, setTyped] = useState('')
  const isSaid = typed.trim().toLowerCase() === email.toLowerCase()
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (isSaid) onClose()
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <TextField label={t('typeEmail', { email })} value={typed} onChange={setTyped} isLiteral />
      <div>
        <Button tone="danger" type="submit" isPending={isPending} isDisabled={!isSaid}>
          {t('close')}
        </Button>
      </div>
    </form>
  )
}
