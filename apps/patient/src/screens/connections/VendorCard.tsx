'use client'
import type { ConnectableVendor } from '@nornos/contracts'
import { Banner, Button, Card, DefinitionList, StatusChip } from '@nornos/ui'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { beginConnection } from '#src/data/connections.ts'
import { useFieldList } from '#src/screens/sharing/use-field-list.ts'

/** A vendor that is not connected: what it would bring, and the way there. */
export function VendorCard({ vendor }: { readonly vendor: ConnectableVendor }) {
  const t = useTranslations('connections')
  const fields = useFieldList()
  const { name } = vendor
  const begin = useMutation({ mutationFn: () => beginConnection(vendor.vendor) })
  return (
    <Card
      title={name}
      aside={<StatusChip tone="neutral">{t(vendor.isSetUp ? 'state.none' : 'state.notSetUp')}</StatusChip>}
      actions={
        vendor.isSetUp ? (
          <Button isPending={begin.isPending} onPress={() => begin.mutate()}>
            {t('connect', { name })}
          </Button>
        ) : null
      }
    >
      <DefinitionList items={[{ term: t('brings'), description: fields(vendor.brings) }]} />
      <p className="measure text-label text-muted">{t(vendor.isSetUp ? 'leaving' : 'notSetUp', { name })}</p>
      {begin.isSuccess || begin.isError ? (
        <Banner tone="danger" role="alert">
          {t(`failed.${begin.data ?? 'other'}`)}
        </Banner>
      ) : null}
    </Card>
  )
}
