/** An answer as a query can fail: each reason has its own sentence on the screen. */
import { ConnectionError } from '@nornos/client'

/**
 * `offline`: no answer at all. `down`: a part of the service is out. `busy`: asked too often. `signed-out`: the session
 * ended. `absent`: it does not exist, or it is not open to this person; nobody can tell which. `failed`: a fault.
 */
export type FailureReason = 'offline' | 'down' | 'busy' | 'signed-out' | 'not-your-role' | 'absent' | 'failed'

export class ServiceFailure extends Error {
  override readonly name = 'ServiceFailure'
  readonly reason: FailureReason
  /** Seconds to wait, where the service says so. */
  readonly retryAfter: number | null
  /** For support: it names the request in the service's log and says nothing about anybody. */
  readonly correlationId: string | null
  constructor(reason: FailureReason, retryAfter: number | null = null, correlationId: string | null = null) {
    super(reason)
    this.reason = reason
    this.retryAfter = retryAfter
    this.correlationId = correlationId
  }
}

interface Answer {
  readonly status: number
  readonly problem?: string | undefined
  readonly headers: Headers
}

type Success<Reply> = Exclude<Reply, { readonly problem: string }>

/** The good answer. Throws ServiceFailure for everything else that a service or a network may do. */
export async function expectAnswer<Reply extends Answer>(answering: Promise<Reply>): Promise<Success<Reply>> {
  const reply = await answering.catch((cause: unknown) => {
    throw isNoAnswer(cause) ? new ServiceFailure('offline') : cause
  })
  if (isSuccess(reply)) return reply
  const wait = Number(reply.headers.get('retry-after') ?? Number.NaN)
  throw new ServiceFailure(
    reasonOf(reply.status),
    Number.isFinite(wait) ? wait : null,
    reply.headers.get('x-correlation-id'),
  )
}

export function failureOf(cause: unknown): ServiceFailure {
  if (cause instanceof ServiceFailure) return cause
  return new ServiceFailure(isNoAnswer(cause) ? 'offline' : 'failed')
}

/** Whether trying again by itself may help; a refusal stays a refusal. */
export function isPassing(cause: unknown): boolean {
  return ['offline', 'down'].includes(failureOf(cause).reason)
}

function isNoAnswer(cause: unknown): boolean {
  const waitedTooLong = cause instanceof DOMException && cause.name === 'TimeoutError'
  return waitedTooLong || cause instanceof ConnectionError
}

function isSuccess<Reply extends Answer>(reply: Reply): reply is Success<Reply> {
  return reply.problem === undefined
}

function reasonOf(status: number): FailureReason {
  switch (status) {
    case 401:
      return 'signed-out'
    case 403:
      return 'not-your-role'
    case 404:
      return 'absent'
    case 429:
      return 'busy'
    case 502:
    case 503:
    case 504:
      return 'down'
    default:
      return 'failed'
  }
}
