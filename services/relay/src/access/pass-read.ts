/**
 * The data path. One statement decides and writes the entry; it has returned, so the entry is on disk. Only then
 * is shared-data asked, which decides again by its own copies, and what it answers is handed on byte for byte.
 */
import { type PassedOn, type Problem, problem } from '@nornos/endpoint'
import type { AuditRange, FieldId, MetricId, PatientId, Resolution } from '@nornos/health-model'
import { Unavailable } from '@nornos/service-kit'
import { present, toHex } from '@nornos/std'
import type { RelayContext } from '../context.ts'
import { hashToken } from '../domain/hash-token.ts'
import { trailOf } from '../store/change-notices.ts'
import { authorizeRead } from '../store/read-store.ts'

export interface ReadToPass {
  readonly accessToken: string | null
  readonly keyThumbprint: string | null
  readonly patientId: PatientId
  /** Null asks for the summary. */
  readonly field: FieldId | null
  readonly metric: MetricId | null
  readonly range: AuditRange | null
  readonly resolution: Resolution | null
  readonly correlationId: string
  readonly signal: AbortSignal
  /** Of shared-data, and what it is asked besides token, patient and entry. */
  readonly path: string
  readonly question: object
}

export async function passRead(
  ctx: RelayContext,
  read: ReadToPass,
): Promise<PassedOn | Problem<'not-found'>> {
  const tokenHash = hashToken(present(read.accessToken, 'the contract asks for an access token'))
  const eventId = ctx.makeEventId()
  const { isAllowed, isRecorded } = await authorizeRead(ctx.database, {
    tokenHash,
    keyThumbprint: present(read.keyThumbprint, 'an access token comes with a proof'),
    patientId: read.patientId,
    field: read.field,
    metric: read.metric,
    eventId,
    correlationId: read.correlationId,
    range: read.range,
    details: { items: null, bytes: null, resolution: read.resolution },
  })
  if (isRecorded) {
    ctx.metrics.eventsAppended(1)
    ctx.notices.announce(trailOf(read.patientId))
  }
  if (!isAllowed) return problem('not-found')
  const question = { tokenHash: toHex(tokenHash), patientId: read.patientId, eventId, ...read.question }
  const answer = await ctx.askSharedData(read.path, JSON.stringify(question), read.signal)
  if (answer.status === 200) return { passedOn: answer }
  await answer.body?.cancel()
  // Shared-data knows of an end before relay does when the patient went there directly.
  if (answer.status === 404) return problem('not-found')
  throw new Unavailable('shared-data did not serve a read')
}
