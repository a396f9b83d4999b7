'use client'
import type { ConsentView } from '@nornos/contracts'
import { Button, Card, DefinitionList, useConfirm, useFormats, useToast } from '@nornos/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { consentsQuery, stopSharing } from '#src/data/consents.ts'
import { useFieldList } from '#src/screens/sharing/use-field-list.ts'
import { useGranteeName } from '#src/screens/sharing/use-grantee-name.ts'

/** One share that is running: who, what, why, until when, and how to stop it. */
export function ConsentCard({ consent }: { readonly consent: ConsentView }) {
  const t = useTranslations('sharing')
  const purpose = useTranslations('purpose')
  const formats = useFormats()
  const fields = useFieldList()
  const name = useGranteeName()(consent)
  const askToStop = useStopSharing()
  const { record } = consent
  return (
    <Card
      title={name}
      over={t(`granteeType.${record.granted_to_type}`)}
      actions={
        <Button tone="danger" onPress={() => askToStop(consent, name)}>
          {t('stop')}
        </Button>
      }
    >
      <DefinitionList
        items={[
          { term: t('canSee'), description: fields(record.data_fields) },
          ...(record.excluded_fields.length > 0
            ? [{ term: t('never'), description: fields(record.excluded_fields) }]
            : []),
          { term: t('for'), description: purpose(record.purpose) },
          { term: t('ends'), description: formats.date(Date.parse(record.valid_until)) },
        ]}
      />
    </Card>
  )
}

/** Asks once, says what stops now and what cannot be taken back, then tells what happened and when. */
function useStopSharing(): (consent: ConsentView, name: string) => void {
  const t = useTranslations('stop')
  const confirm = useConfirm()
  const toast = useToast()
  const formats = useFormats()
  const queries = useQueryClient()
  return (consent, name) =>
    confirm({
      title: t('title', { name }),
      consequence: consent.record.granted_to_type === 'agent' ? t('agents') : t('doctor', { name }),
      confirmLabel: t('confirm'),
      cancelLabel: t('keep'),
      failure: t('failure'),
      onConfirm: async () => {
        const result = await stopSharing(consent.record.consent_id)
        await queries.invalidateQueries({ queryKey: consentsQuery.queryKey })
        if (!result.ok) throw new Error(result.error.type)
        const time = formats.time(Date.now())
        toast({ text: t(result.value.state, { name, time }) })
      },
    })
}
