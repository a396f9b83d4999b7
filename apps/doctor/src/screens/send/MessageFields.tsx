'use client'
import { utf8 } from '@nornos/std'
import { Button, TextArea, TextField } from '@nornos/ui'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { OutgoingItem } from '#src/data/send-to-patient.ts'

export interface SendFieldsProps {
  readonly isBusy: boolean
  readonly onSend: (item: OutgoingItem) => void
}

export function MessageFields({ isBusy, onSend }: SendFieldsProps) {
  const t = useTranslations('send')
  const [subject, setSubject] = useState('')
  const [text, setText] = useState('')
  const [isTried, setTried] = useState(false)
  const errorOf = (value: string) => (isTried && value.trim() === '' ? t('needed') : undefined)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (subject.trim() === '' || text.trim() === '') return
    onSend({ kind: 'message', name: subject.trim(), contentType: 'text/plain', body: utf8(text) })
  }
  return (
    <form className="flex flex-col gap-4" onSubmit={submit}>
      <TextField
        label={t('subject')}
        value={subject}
        error={errorOf(subject)}
        onChange={setSubject}
        lengthMax={200}
      />
      <TextArea label={t('text')} value={text} error={errorOf(text)} onChange={setText} rows={8} />
      <div>
        <Button type="submit" tone="primary" isPending={isBusy}>
          {t('sendNow')}
        </Button>
      </div>
    </form>
  )
}
