'use client'
import { Banner, Button, Card, Select, TextField } from '@nornos/ui'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { BeginOutcome } from '#src/screens/connections/BeginOutcome.tsx'
import { useBeginConnection } from '#src/screens/connections/use-begin-connection.ts'

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
  const { begin, isPending, outcome, reset } = useBeginConnection('fhir')
  const isTyped = chosen === other
  const serverUrl = (isTyped ? typed : chosen).trim()
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (serverUrl.length >= 8) begin(serverUrl)
  }
  const known = servers.map((server) => ({ value: server.serverUrl, label: server.name }))
  const failure = outcome === null || outcome === 'opened' ? undefined : t(`failed.${outcome}`)
  const change = (set: (value: string) => void) => (value: string) => {
    reset()
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
      {outcome === 'opened' ? <BeginOutcome name={nameOf(servers, serverUrl)} outcome={outcome} /> : null}
      <div>
        <Button type="submit" isPending={isPending}>
          {t('clinic.go')}
        </Button>
      </div>
    </form>
  )
}

/** A server that nobody named here is called by its host. */
function nameOf(servers: ClinicCardProps['servers'], serverUrl: string): string {
  return servers.find((server) => server.serverUrl === serverUrl)?.name ?? new URL(serverUrl).host
}
