'use client'
import { Banner, Button, Card, Select, TextField } from '@nornos/ui'
import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { beginConnection } from '#src/data/connections.ts'

export interface ClinicCardProps {
  readonly servers: readonly { readonly name: string; readonly serverUrl: string }[]
  readonly takesOthers: boolean
}

const other = 'other'

/** From a clinic's own records: one of those that are known here, or any address that speaks SMART on FHIR. */
export function ClinicCard({ servers, takesOthers }: ClinicCardProps) {
  const t = useTranslations('connections.clinic')
  return (
    <Card title={t('title')}>
      <p className="measure text-muted">{t('hint')}</p>
      {servers.length === 0 && !takesOthers ? (
        <Banner tone="neutral" role="note">
          {t('notSetUp')}
        </Banner>
      ) : (
        <ServerForm servers={servers} takesOthers={takesOthers} />
      )}
    </Card>
  )
}

function ServerForm({ servers, takesOthers }: ClinicCardProps) {
  const t = useTranslations('connections')
  const [chosen, setChosen] = useState(servers[0]?.serverUrl ?? other)
  const [typed, setTyped] = useState('')
  const begin = useMutation({ mutationFn: (serverUrl: string) => beginConnection('fhir', serverUrl) })
  const isTyped = chosen === other
  const serverUrl = (isTyped ? typed : chosen).trim()
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (serverUrl.length >= 8) begin.mutate(serverUrl)
  }
  const known = servers.map((server) => ({ value: server.serverUrl, label: server.name }))
  const failure = begin.isIdle || begin.isPending ? undefined : t(`failed.${begin.data ?? 'other'}`)
  const change = (set: (value: string) => void) => (value: string) => {
    begin.reset()
    set(value)
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {servers.length > 0 ? (
        <Select
          label={t('clinic.server')}
          value={chosen}
          options={takesOthers ? [...known, { value: other, label: t('clinic.other') }] : known}
          onChange={change(setChosen)}
          error={isTyped ? undefined : failure}
        />
      ) : null}
      {isTyped ? (
        <TextField
          label={t('clinic.address')}
          hint={t('clinic.addressHint')}
          type="url"
          value={typed}
          onChange={change(setTyped)}
          error={failure}
          lengthMax={500}
          isLiteral
        />
      ) : null}
      <div>
        <Button type="submit" isPending={begin.isPending}>
          {t('clinic.go')}
        </Button>
      </div>
    </form>
  )
}
