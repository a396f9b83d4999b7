import { type relay, sharedData } from '@nornos/contracts'
import type { Handler } from '@nornos/endpoint'
import { passRead } from '../access/pass-read.ts'
import type { RelayContext } from '../context.ts'

export function dataSummary(ctx: RelayContext): Handler<typeof relay.dataSummary> {
  return async ({ accessToken, actor, correlationId, params, signal }) =>
    passRead(ctx, {
      accessToken,
      keyThumbprint: actor.keyThumbprint,
      patientId: params.patientId,
      field: null,
      metric: null,
      range: null,
      resolution: null,
      correlationId,
      signal,
      path: sharedData.summaryServe.path,
      question: {},
    })
}
