'use client'
import type { EntryKind } from '@nornos/health-model'
import type { Range, TimeMark } from '@nornos/ui/charts'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { entriesQuery } from '#src/data/entries.ts'
import { datedMarks } from '#src/screens/metric/dated-marks.ts'

const kinds: readonly EntryKind[] = ['note', 'medication_taken']

/** In the words of the chart. None while they are read, and none where they cannot be: the chart says enough without. */
export function useDatedMarks({ from, until }: Range): readonly TimeMark[] {
  const t = useTranslations('metricPage')
  const { data } = useQuery(entriesQuery({ kinds, limit: 500 }))
  return useMemo(
    () =>
      datedMarks(data?.entries ?? [], { from, until }).map(({ at, kind, what }) => ({
        at,
        label: kind === 'note' ? what : t('started', { medicine: what }),
      })),
    [data, from, until, t],
  )
}
