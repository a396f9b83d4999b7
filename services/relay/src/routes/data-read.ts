import { type relay, sharedData } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { fieldOfMetric, type Resolution } from '@nornos/health-model'
import { passRead } from '../access/pass-read.ts'
import type { RelayContext } from '../context.ts'

/** Decided and on disk first; then shared-data decides again and its bytes go through unread. */
export function dataRead(ctx: RelayContext): Handler<typeof relay.dataRead> {
  return async ({ accessToken, actor, correlationId, params, query, signal }) => {
    const { field, patientId } = params
    if (fieldOfMetric(query.metric) !== field) return problem('not-found')
    return passRead(ctx, {
      accessToken,
      keyThumbprint: actor.keyThumbprint,
      patientId,
      field,
      metric: query.metric,
      range: { from: query.from, until: query.to },
      resolution: resolutionOf(query.resolution),
      correlationId,
      signal,
      path: sharedData.readServe.path,
      question: { field, query },
    })
  }
}

/** A month is coarser than anything that a consent can ask for: nothing to name. */
function resolutionOf(asked: 'raw' | 'hour' | 'day' | 'month'): Resolution | null {
  switch (asked) {
    case 'raw':
      return 'raw'
    case 'hour':
      return 'hourly'
    case 'day':
      return 'daily'
    case 'month':
      return null
  }
}
