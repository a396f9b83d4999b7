'use client'
import type { Conflict, ConflictVersion } from '@nornos/store'
import { Button, Card, RadioGroup, useFormats, useToast } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { conflictsQuery } from '#src/data/sync-report.ts'
import { device } from '#src/keys/device.ts'
import { useConflictText } from '#src/screens/sync/use-conflict-text.ts'
import { useProblemText } from '#src/shell/use-problem-text.ts'

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
  const problemText = useProblemText()
  const { field, id, topic, versions } = conflict
  const text = useConflictText()
  const [key, setKey] = useState<string | null>(null)
  const choose = async () => {
    if (key === null) return
    const resolved = await (await device()).resolveConflict({ topic, id, field, key })
    toast({ text: resolved.ok ? t('chosen') : problemText(resolved.error) })
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
        label={t('versions', { field: text.fieldOf(conflict) })}
        value={key}
        onChange={setKey}
        options={versions.map((version) => ({
          value: version.key,
          label: text.valueOf(conflict, version),
          hint: hintOf(version),
        }))}
      />
      <Button isDisabled={key === null} onPress={() => void choose()}>
        {t('choose')}
      </Button>
    </div>
  )
}
