'use client'
import type { Fact } from '@nornos/engine'
import { DataTable, DefinitionList, useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { useCatalogue } from '#src/shell/use-catalogue.ts'

/** Everything one number rests on: value, window, days, what was missing, what is usual, and each day's value. */
export function FactDetails({ fact }: { readonly fact: Fact }) {
  const t = useTranslations('status')
  const formats = useFormats()
  const catalogue = useCatalogue()
  const figure = (value: number) =>
    fact.unit === 'min' ? formats.duration(value * 60_000) : catalogue.figure(fact.metric, value)
  const days = new Intl.ListFormat(formats.locale, { type: 'unit' })
  const missing = fact.missingDays.map((day) => formats.day(day))
  const items = [
    ...(fact.value === null ? [] : [{ term: t('value'), description: figure(fact.value) }]),
    {
      term: t('window'),
      description: t('span', { from: formats.day(fact.window.from), to: formats.day(fact.window.to) }),
    },
    { term: t('days'), description: t('daysOf', { n: fact.n, expected: fact.expected }) },
    { term: t('missing'), description: missing.length === 0 ? t('missingNone') : days.format(missing) },
    ...(fact.usual
      ? [
          {
            term: t('usual'),
            description: t('usualOf', {
              range: catalogue.range(fact.metric, fact.usual.low, fact.usual.high),
              n: fact.usual.n,
              expected: fact.usual.expected,
            }),
          },
        ]
      : []),
  ]
  return (
    <section className="flex flex-col gap-3 border-t border-line pt-3">
      <h3 className="text-body">{catalogue.metricTitle(fact.metric)}</h3>
      <DefinitionList items={items} />
      {fact.values.length > 0 ? (
        <details>
          <summary className="min-h-11 cursor-pointer py-2 text-accent">{t('eachDay')}</summary>
          <DataTable
            caption={t('eachDayOf', { metric: catalogue.metricTitle(fact.metric) })}
            isCaptionHidden
            columns={[
              { key: 'day', head: t('day'), cell: (row) => formats.day(row.day) },
              { key: 'value', head: t('value'), align: 'right', cell: (row) => figure(row.value) },
            ]}
            rows={fact.values}
            rowKey={(row) => row.day}
          />
        </details>
      ) : null}
    </section>
  )
}
