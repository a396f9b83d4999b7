/** What a patient shares, read field by field. Each read stands in the patient's trail: only what is shown is read. */
import type { DataSeries, DataSummary, Share } from '@nornos/contracts'
import { type MetricId, metric, millisecondsToInstant } from '@nornos/health-model'
import { queryOptions } from '@tanstack/react-query'
import { withAccess } from './access-tokens.ts'
import { expectAnswer } from './answer.ts'
import { api } from './api.ts'

/** Everything of one share; removed as a whole when access ends. */
export const shareDataKey = (consentId: string) => ['share-data', consentId] as const

export const summaryQuery = (share: Share) =>
  queryOptions({
    queryKey: [...shareDataKey(share.consentId), 'summary'],
    queryFn: async ({ signal }): Promise<DataSummary> => {
      const { dataSummary } = await api()
      const params = { patientId: share.patientId }
      const asking = withAccess(share, (accessToken) => dataSummary({ params, accessToken, signal }))
      return (await expectAnswer(asking)).body
    },
    // Asked again only when the doctor asks: each time is an entry in the trail.
    staleTime: Number.POSITIVE_INFINITY,
  })

export interface SeriesQuestion {
  readonly metric: MetricId
  /** Milliseconds since 1970, UTC. */
  readonly from: number
  readonly until: number
  readonly resolution: 'raw' | 'day'
  /** More are cut off, the latest first. */
  readonly pointsMax: number
}

export const seriesQuery = (share: Share, question: SeriesQuestion) =>
  queryOptions({
    queryKey: [...shareDataKey(share.consentId), 'series', question],
    queryFn: async ({ signal }): Promise<DataSeries> => {
      const { dataRead } = await api()
      const call = {
        params: { patientId: share.patientId, field: metric(question.metric).field },
        query: {
          metric: question.metric,
          from: millisecondsToInstant(question.from),
          to: millisecondsToInstant(question.until),
          resolution: question.resolution,
          points: question.pointsMax,
        },
        signal,
      }
      const asking = withAccess(share, (accessToken) => dataRead({ ...call, accessToken }))
      return (await expectAnswer(asking)).body
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
