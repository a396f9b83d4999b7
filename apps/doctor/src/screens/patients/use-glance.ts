'use client'
import type { Share } from '@nornos/contracts'
import { instantToMilliseconds } from '@nornos/health-model'
import { useQuery } from '@tanstack/react-query'
import { summaryQuery } from '#src/data/patient-data.ts'

/** What the list can say about the data of a share, once this session has looked. */
export interface Glance {
  /** Milliseconds since 1970, or null when nothing was received. */
  readonly dataTo: number | null
  readonly fieldsWithData: number
  readonly fields: number
}

/** Null before the doctor looked: looking is an access, and the patient sees it, so the list never looks by itself. */
export function useGlance(share: Share): Glance | null {
  const { data } = useQuery({ ...summaryQuery(share), enabled: false })
  if (data === undefined) return null
  return {
    dataTo: data.dataTo === null ? null : instantToMilliseconds(data.dataTo),
    fieldsWithData: data.fields.filter((field) => field.metrics.length > 0).length,
    fields: data.fields.length,
  }
}
