/** An answer of a service as a query can fail: no network, not signed in, or a refusal. */
import { ConnectionError } from '@nornos/client'

export type FailureReason = 'offline' | 'signed-out' | 'denied' | 'failed'

/** Thrown by queries, so that every list can say which of the four it was. */
export class ServiceFailure extends Error {
  override readonly name = 'ServiceFailure'
  readonly reason: FailureReason
  readonly correlationId: string | null
  constructor(reason: FailureReason, correlationId: string | null = null) {
    super(reason)
    this.reason = reason
    this.correlationId = correlationId
  }
}

interface Answer {
  readonly status: number
  readonly problem?: string | undefined
  readonly headers?: Headers
}

type Success<Reply> = Exclude<Reply, { readonly problem: string }>

/** The body of a good answer. Throws ServiceFailure for everything else that a service or a network may do. */
export async function expectAnswer<Reply extends Answer>(answering: Promise<Reply>): Promise<Success<Reply>> {
  let reply: Reply
  try {
    reply = await answering
  } catch (cause) {
    if (cause instanceof ConnectionError) throw new ServiceFailure('offline')
    throw cause
  }
  if (isSuccess(reply)) return reply
  throw new ServiceFailure(reasonOf(reply), reply.headers?.get('x-correlation-id') ?? null)
}

export function reasonOfFailure(cause: unknown): FailureReason {
  return cause instanceof ServiceFailure ? cause.reason : 'failed'
}

function isSuccess<Reply extends Answer>(reply: Reply): reply is Success<Reply> {
  return reply.problem === undefined
}

function reasonOf({ status }: Answer): FailureReason {
  if (status === 401) return 'signed-out'
  if (status === 403 || status === 404) return 'denied'
  return status === 502 || status === 503 || status === 504 ? 'offline' : 'failed'
}
