'use client'
import { Instant } from '@nornos/health-model'
import { Banner, Button, MomentField, Select, useToast } from '@nornos/ui'
import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { momentOfLocal } from '#src/data/days.ts'
import { useNewEntry } from '#src/data/save-entry.ts'
import { useOpenVault } from '#src/shell/OpenVaultProvider.tsx'

const zones = Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone }))

/** "From then until then I was there", by the clock of that place. */
export function StayForm() {
  const t = useTranslations('zones')
  const toast = useToast()
  const vault = useOpenVault()
  const newEntry = useNewEntry()
  const [zone, setZone] = useState(vault.zone)
  const [begin, setBegin] = useState('')
  const [end, setEnd] = useState('')
  const [isChecked, setChecked] = useState(false)
  const from = momentOfLocal(begin, zone)
  const until = end === '' ? null : momentOfLocal(end, zone)
  const isEnd = end === '' || until !== null
  const isOrdered = from === null || until === null || from < until
  const save = useMutation({
    mutationFn: (at: number) => {
      const to = until === null ? null : Instant.parse(new Date(until).toISOString().replace('.000Z', 'Z'))
      return newEntry({ at, zone, content: { kind: 'stay', until: to } })
    },
    onSuccess: () => {
      toast({ text: t('saved') })
      setBegin('')
      setEnd('')
      setChecked(false)
    },
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setChecked(true)
    if (from !== null && isEnd && isOrdered) save.mutate(from)
  }
  const endProblem = isEnd ? (isOrdered ? undefined : t('order')) : t('needed')
  return (
    <form onSubmit={submit} noValidate className="flex max-w-xl flex-col gap-4">
      <Select label={t('zone')} value={zone} options={zones} onChange={setZone} />
      <MomentField
        label={t('begin')}
        value={begin}
        error={isChecked && from === null ? t('needed') : undefined}
        onChange={setBegin}
      />
      <MomentField
        label={t('until')}
        value={end}
        error={isChecked ? endProblem : undefined}
        onChange={setEnd}
      />
      {save.isError ? (
        <Banner tone="danger" role="alert">
          {t('failed')}
        </Banner>
      ) : null}
      <div>
        <Button tone="primary" type="submit" isPending={save.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}
