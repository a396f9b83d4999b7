'use client'
import type { Fact } from '@nornos/engine'
import { useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { useFactFormat } from '#src/screens/patient/analysis/use-fact-format.ts'

/** What one number rests on: value, usual, window, and the days that are missing from it. */
export function FactDetails({ fact }: { readonly fact: Fact }) {
  const t = useTranslations('analysis')
  const formats = useFormats()
  const figure = useFactFormat()
  const shortDay = (day: string) => formats.shortDate(Date.parse(`${day}T12:00:00Z`))
  const { value, usual, window, missingDays, n, expected } = fact
  const rows = [
    ...(value === null ? [] : [{ term: t('value'), text: figure(value, fact.unit) }]),
    ...(usual === undefined
      ? []
      : [
          {
            term: t('usual'),
            text: t('usualRange', {
              middle: figure(usual.median, fact.unit),
              low: figure(usual.low, fact.unit),
              high: figure(usual.high, fact.unit),
              days: usual.n,
            }),
          },
        ]),
    {
      term: t('window'),
      text:
        window.from === window.to
          ? shortDay(window.to)
          : t('fromTo', { from: shortDay(window.from), to: shortDay(window.to) }),
    },
    {
      term: t('missing'),
      text:
        missingDays.length === 0
          ? t('noneMissing', { n, expected })
          : t('missingDays', {
              count: missingDays.length,
              expected,
              days: new Intl.ListFormat(formats.locale, { type: 'unit' }).format(missingDays.map(shortDay)),
            }),
    },
  ]
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-label">
      {rows.map(({ term, text }) => (
        <div key={term} className="contents">
          <dt className="text-muted">{term}</dt>
          <dd className="figures min-w-0">{text}</dd>
        </div>
      ))}
    </dl>
  )
}
