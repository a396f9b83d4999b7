'use client'
import { Button, Card, LinkButton, TextField, useFormats } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { recipientsQuery } from '#src/data/send-to-patient.ts'
import { paths } from '#src/paths.ts'
import { QueryView } from '#src/screens/failure/QueryView.tsx'

export interface RecipientChoiceProps {
  readonly onCode: (code: string) => void
}

/** Patients who share or shared, and the way with a code. */
export function RecipientChoice({ onCode }: RecipientChoiceProps) {
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <Recipients />
      <CodeForm onCode={onCode} />
    </div>
  )
}

function Recipients() {
  const t = useTranslations('send')
  const formats = useFormats()
  const recipients = useQuery(recipientsQuery)
  return (
    <Card title={t('recipients')}>
      <p className="text-muted">{t('recipientsHint')}</p>
      <QueryView query={recipients} label={t('reading')} lines={2}>
        {(list) =>
          list.length === 0 ? (
            <p>{t('none')}</p>
          ) : (
            <ul className="flex flex-col divide-y divide-line">
              {list.map(({ patientId, patientName, until }) => (
                <li key={patientId} className="flex flex-wrap items-center justify-between gap-3 py-3">
                  <div>
                    <p className="font-semibold">{patientName}</p>
                    <p className="text-label text-muted">
                      {until === null ? t('sharing') : t('until', { day: formats.date(Date.parse(until)) })}
                    </p>
                  </div>
                  <LinkButton href={paths.send(patientId)}>{t('write', { name: patientName })}</LinkButton>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </Card>
  )
}

function CodeForm({ onCode }: RecipientChoiceProps) {
  const t = useTranslations('send')
  const [text, setText] = useState('')
  const [error, setError] = useState<string | undefined>(undefined)
  const use = (event: FormEvent) => {
    event.preventDefault()
    const code = codeOf(text)
    if (code === null) setError(t('codeWrong'))
    else onCode(code)
  }
  return (
    <Card title={t('codeTitle')}>
      <form className="flex flex-col gap-4" onSubmit={use}>
        <TextField
          label={t('code')}
          hint={t('codeHint')}
          value={text}
          error={error}
          onChange={setText}
          lengthMax={40}
          isLiteral
        />
        <div>
          <Button type="submit">{t('codeUse')}</Button>
        </div>
      </form>
    </Card>
  )
}

/** As it is kept: what looks alike is read as what is meant. Null for anything that is no code. */
function codeOf(text: string): string | null {
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(plain) ? plain.replace(/(.{4})(?=.)/g, '$1-') : null
}
