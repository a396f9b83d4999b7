'use client'
import type { Conflict, ConflictVersion } from '@nornos/store'
import { Button, Card, RadioGroup, useFormats, useToast } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { conflictsQuery } from '#src/data/sync-report.ts'
import { device } from '#src/keys/device.ts'

/** Fields that two devices changed to different values: both are shown, the person chooses. */
export function ConflictsCard() {
  const t = useTranslations('syncScreen.conflicts')
  const { data: conflicts = [] } = useQuery(conflictsQuery)
  return (
    <Card title={t('title')}>
      <p className="measure">{conflicts.length === 0 ? t('none') : t('lead')}</p>
      {conflicts.map((conflict) => (
        <ConflictChoices key={`${conflict.topic} ${conflict.id} ${conflict.field}`} conflict={conflict} />
      ))}
    </Card>
  )
}

function ConflictChoices({ conflict }: { readonly conflict: Conflict }) {
  const t = useTranslations('syncScreen.conflicts')
  const formats = useFormats()
  const toast = useToast()
  const { field, id, topic, versions } = conflict
  const [key, setKey] = useState<string | null>(null)
  const choose = async () => {
    if (key === null) return
    const resolved = await (await device()).resolveConflict({ topic, id, field, key })
    toast({ text: resolved.ok ? t('chosen') : t('gone') })
  }
  const hintOf = ({ at, deviceName, isShown }: ConflictVersion) => {
    const from = t('from', {
      device: deviceName === '' ? t('unknownDevice') : deviceName,
      when: formats.dateTime(Date.parse(at)),
    })
    return isShown ? `${from} · ${t('shown')}` : from
  }
  return (
    <div className="flex flex-col items-start gap-3">
      <RadioGroup
        label={t('versions', { field })}
        value={key}
        onChange={setKey}
        options={versions.map((version) => ({
          value: version.key,
          label: textOf(version) ?? t('empty'),
          hint: hintOf(version),
        }))}
      />
      <Button isDisabled={key === null} onPress={() => void choose()}>
        {t('choose')}
      </Button>
    </div>
  )
}

/** Null for a value that was taken away. What is no plain text is shown as it is kept. */
function textOf({ value }: ConflictVersion): string | null {
  if (value === null) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}
