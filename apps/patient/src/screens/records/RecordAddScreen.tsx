'use client'
import { LocalDay } from '@nornos/health-model'
import {
  Banner,
  Button,
  Card,
  MomentField,
  Page,
  RadioGroup,
  TextField,
  TextLink,
  useToast,
} from '@nornos/ui'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { dayOf, startOfDay } from '#src/data/days.ts'
import { useNewEntry } from '#src/data/save-entry.ts'
import { paths } from '#src/paths.ts'
import { type HandKind, handKinds, recordOfDraft } from '#src/screens/records/record-draft.ts'
import { useOpenVault } from '#src/shell/OpenVaultProvider.tsx'

/** A diagnosis, medicine, allergy, vaccine or visit in the person's own words. */
export function RecordAddScreen() {
  const t = useTranslations('recordAdd')
  const router = useRouter()
  const toast = useToast()
  const { zone } = useOpenVault()
  const newEntry = useNewEntry()
  const [kind, setKind] = useState<HandKind>('conditions')
  const [name, setName] = useState('')
  const [detail, setDetail] = useState('')
  const [day, setDay] = useState<string>(() => dayOf(Date.now(), zone))
  const [isChecked, setChecked] = useState(false)
  const known = LocalDay.safeParse(day)
  const isDay = known.success && startOfDay(known.data, zone) <= Date.now()
  const save = useMutation({
    mutationFn: async (given: LocalDay) => {
      const content = recordOfDraft({ kind, name: name.trim(), detail: detail.trim(), day: given })
      await newEntry({
        at: startOfDay(given, zone),
        zone,
        content: { kind: 'record', metric: kind, content },
      })
    },
    onSuccess: () => {
      toast({ text: t('saved', { what: name }) })
      router.push(paths.records())
    },
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setChecked(true)
    if (name.trim() !== '' && known.success && isDay) save.mutate(known.data)
  }
  return (
    <Page title={t('title')} lead={t('lead')} over={<TextLink href={paths.records()}>{t('back')}</TextLink>}>
      <Card>
        <form onSubmit={submit} noValidate className="flex max-w-xl flex-col gap-4">
          <RadioGroup
            label={t('kind')}
            value={kind}
            options={handKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            onChange={setKind}
          />
          <TextField
            label={t(`name.${kind}`)}
            value={name}
            lengthMax={200}
            error={isChecked && name.trim() === '' ? t('needed') : undefined}
            onChange={setName}
          />
          <TextField label={t(`detail.${kind}`)} value={detail} lengthMax={400} onChange={setDetail} />
          <MomentField
            type="date"
            label={t('day')}
            hint={t('dayHint')}
            value={day}
            error={isChecked && !isDay ? t('dayProblem') : undefined}
            onChange={setDay}
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
      </Card>
    </Page>
  )
}
