'use client'
import { type FieldId, field, fieldIds } from '@nornos/health-model'
import { Banner, Button, Checkbox } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { overviewQuery } from '#src/data/readings.ts'
import { useCatalogue } from '#src/shell/use-catalogue.ts'

export interface ConsentFieldsFormProps {
  readonly chosen: readonly FieldId[]
  readonly onNext: (fields: readonly FieldId[]) => void
}

/** Fields that a source fills; what Nornos writes itself is shared elsewhere. */
const offered = fieldIds.filter((id) => field(id).platform !== true)

/** Which data. What is very sensitive has its own list and is never ticked for anyone. */
export function ConsentFieldsForm({ chosen, onNext }: ConsentFieldsFormProps) {
  const t = useTranslations('share')
  const { data: overview = [] } = useQuery(overviewQuery)
  const [ticked, setTicked] = useState<ReadonlySet<FieldId>>(new Set(chosen))
  const [isEmpty, setEmpty] = useState(false)
  const hasData = new Set(overview.map((row) => row.field))
  const isSensitive = (id: FieldId) => field(id).sensitivity === 'very_high'
  const ordinary = offered.filter((id) => !isSensitive(id))
  const groups = [
    { key: 'withData', fields: ordinary.filter((id) => hasData.has(id)) },
    { key: 'withoutData', fields: ordinary.filter((id) => !hasData.has(id)) },
    { key: 'sensitive', fields: offered.filter(isSensitive) },
  ] as const
  const tick = (id: FieldId, isTicked: boolean) => {
    const next = new Set(ticked)
    if (isTicked) next.add(id)
    else next.delete(id)
    setEmpty(false)
    setTicked(next)
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (ticked.size === 0) setEmpty(true)
    else onNext(fieldIds.filter((id) => ticked.has(id)))
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-6">
      {groups
        .filter(({ fields }) => fields.length > 0)
        .map(({ key, fields }) => (
          <FieldGroup key={key} name={key} fields={fields} ticked={ticked} onTick={tick} />
        ))}
      {isEmpty ? (
        <Banner tone="danger" role="alert">
          {t('nothingTicked')}
        </Banner>
      ) : null}
      <div>
        <Button type="submit" tone="primary">
          {t('nextWhy', { count: ticked.size })}
        </Button>
      </div>
    </form>
  )
}

interface FieldGroupProps {
  readonly name: 'withData' | 'withoutData' | 'sensitive'
  readonly fields: readonly FieldId[]
  readonly ticked: ReadonlySet<FieldId>
  readonly onTick: (id: FieldId, isTicked: boolean) => void
}

function FieldGroup({ name, fields, ticked, onTick }: FieldGroupProps) {
  const t = useTranslations('share')
  const { fieldTitle } = useCatalogue()
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-lead font-semibold">{t(`group.${name}`)}</legend>
      <p className="mb-1 text-label text-muted">{t(`groupHint.${name}`)}</p>
      <div className="grid gap-x-6 sm:grid-cols-2">
        {fields.map((id) => (
          <Checkbox key={id} isSelected={ticked.has(id)} onChange={(isTicked) => onTick(id, isTicked)}>
            {fieldTitle(id)}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  )
}
