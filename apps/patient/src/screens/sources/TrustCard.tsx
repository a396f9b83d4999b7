'use client'
import type { SourceId } from '@nornos/health-model'
import type { SourceCardView } from '@nornos/store'
import { Banner, Card, IconButton, useFormats } from '@nornos/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { readingsKey } from '#src/data/readings-key.ts'
import { device } from '#src/keys/device.ts'
import { moved } from '#src/screens/sources/moved.ts'
import { useDragOrder } from '#src/screens/sources/use-drag-order.ts'
import { useCatalogue } from '#src/shell/use-catalogue.ts'

/** Every source in the order in which it is believed, with buttons that change the order; dragging does the same. */
export function TrustCard({ sources }: { readonly sources: readonly SourceCardView[] }) {
  const t = useTranslations('sources')
  const queries = useQueryClient()
  const [said, setSaid] = useState('')
  const order = useMutation({
    mutationFn: async (ids: readonly SourceId[]) => {
      const saved = await (await device()).orderSources(ids)
      if (!saved.ok) throw new Error(saved.error.type)
      await queries.invalidateQueries({ queryKey: [readingsKey] })
    },
  })
  const move = (at: number, target: number) => {
    const ids = moved(sources, at, target).map(({ sourceId }) => sourceId)
    const name = sources[at]?.name || t('unnamed')
    setSaid('')
    order.mutate(ids, { onSuccess: () => setSaid(t('counted', { name, place: target + 1 })) })
  }
  const { itemProps, over } = useDragOrder(sources.length > 1 && !order.isPending, move)
  return (
    <Card title={t('trust')}>
      <p className="measure text-muted">{t('trustLead')}</p>
      {order.isError ? (
        <Banner tone="danger" role="alert">
          {t('failed')}
        </Banner>
      ) : null}
      <output className="text-label text-muted">{order.isPending ? t('counting') : said}</output>
      <ol aria-label={t('trust')} className="flex flex-col divide-y divide-line">
        {sources.map((source, at) => (
          <li
            key={source.sourceId}
            {...itemProps(at)}
            className={`flex items-start gap-3 py-3 ${over === at ? 'bg-accent-soft' : ''}`}
          >
            <GripVertical aria-hidden="true" className="mt-1 size-5 shrink-0 cursor-grab text-muted" />
            <SourceFacts source={source} place={at + 1} />
            <span className="ml-auto flex shrink-0">
              <IconButton
                label={t('up', { name: source.name || t('unnamed') })}
                icon={<ArrowUp />}
                isDisabled={at === 0 || order.isPending}
                onPress={() => move(at, at - 1)}
              />
              <IconButton
                label={t('down', { name: source.name || t('unnamed') })}
                icon={<ArrowDown />}
                isDisabled={at === sources.length - 1 || order.isPending}
                onPress={() => move(at, at + 1)}
              />
            </span>
          </li>
        ))}
      </ol>
    </Card>
  )
}

const named = 4

function SourceFacts({ source, place }: { readonly source: SourceCardView; readonly place: number }) {
  const t = useTranslations('sources')
  const formats = useFormats()
  const catalogue = useCatalogue()
  const titles = source.metrics.map(({ metric }) => catalogue.metricTitle(metric))
  const metrics = new Intl.ListFormat(formats.locale, { type: 'unit' }).format(titles.slice(0, named))
  const kind = [source.manufacturer, source.model].filter((part) => part !== '').join(' ')
  return (
    <span className="flex min-w-0 flex-col">
      <span className="font-semibold">
        <span className="figures text-muted">{formats.number(place)}</span> {source.name || t('unnamed')}
      </span>
      {kind === '' ? null : <span className="text-label text-muted">{kind}</span>}
      <span className="figures text-label text-muted">
        {t('facts', {
          count: source.samples,
          samples: formats.number(source.samples),
          from: formats.date(source.from),
          to: formats.date(source.to),
        })}
      </span>
      <span className="text-label text-muted">
        {titles.length > named
          ? t('bringsMore', { metrics, more: titles.length - named })
          : t('brings', { metrics })}
      </span>
    </span>
  )
}
