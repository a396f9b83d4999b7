'use client'
import type { EntryContent } from '@nornos/health-model'
import { Button, Dialog } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { doubtOf } from '#src/screens/entry/entry-draft.ts'
import { useCatalogue } from '#src/shell/use-catalogue.ts'

export interface DoubtDialogProps {
  readonly content: EntryContent
  readonly onKeep: () => void
  readonly onMend: () => void
}

/** Asks about a value that bodies rarely have. Whoever measured it may keep it. */
export function DoubtDialog({ content, onKeep, onMend }: DoubtDialogProps) {
  const t = useTranslations('entry')
  const catalogue = useCatalogue()
  const doubt = doubtOf(content)
  const text =
    doubt === null
      ? t('exchanged')
      : t('doubt', {
          metric: catalogue.metricTitle(doubt.metric),
          range: catalogue.range(doubt.metric, doubt.minimum, doubt.maximum),
        })
  return (
    <Dialog
      title={t('doubtTitle')}
      isOpen
      onClose={onMend}
      actions={
        <>
          <Button tone="primary" autoFocus onPress={onMend}>
            {t('doubtMend')}
          </Button>
          <Button onPress={onKeep}>{t('doubtKeep')}</Button>
        </>
      }
    >
      <p>{text}</p>
    </Dialog>
  )
}
