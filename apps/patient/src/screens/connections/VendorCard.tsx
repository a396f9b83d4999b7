'use client'
import type { ConnectableVendor } from '@nornos/contracts'
import { Button, Card, DefinitionList, StatusChip } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { BeginOutcome } from '#src/screens/connections/BeginOutcome.tsx'
import { useBeginConnection } from '#src/screens/connections/use-begin-connection.ts'
import { useFieldList } from '#src/screens/sharing/use-field-list.ts'

/** A vendor that is not connected: what it would bring, and the way there. */
export function VendorCard({ vendor }: { readonly vendor: ConnectableVendor }) {
  const t = useTranslations('connections')
  const fields = useFieldList()
  const { name } = vendor
  const { begin, isPending, outcome } = useBeginConnection(vendor.vendor)
  return (
    <Card
      title={name}
      aside={<StatusChip tone="neutral">{t('state.none')}</StatusChip>}
      actions={
        <Button isPending={isPending} onPress={() => begin()}>
          {t('connect', { name })}
        </Button>
      }
    >
      <DefinitionList items={[{ term: t('brings'), description: fields(vendor.brings) }]} />
      <p className="measure text-label text-muted">{t('leaving', { name })}</p>
      <BeginOutcome name={name} outcome={outcome} />
    </Card>
  )
}
