/** What the device asks of the services, and how their answers become problems of the device. */
import { type Client, ConnectionError } from '@nornos/client'
import type { auth, connect, relay, sharedData, vault } from '@nornos/contracts'
import { err, ok, type Result } from '@nornos/std'
import type { DeviceProblem } from './device-problem.ts'

type Services = typeof vault & typeof relay & typeof sharedData & typeof connect & typeof auth

/** A part of the typed client of all services, with the patient's own session. */
export type DeviceApi = Pick<
  Client<Services>,
  | 'vaultCreate'
  | 'vaultRead'
  | 'vaultEvents'
  | 'slotRead'
  | 'slotPut'
  | 'slotRemove'
  | 'vaultRosterPut'
  | 'vaultRosterList'
  | 'vaultRotate'
  | 'blobMissing'
  | 'blobDrop'
  | 'blobPut'
  | 'blobRead'
  | 'blobReadMany'
  | 'commitCreate'
  | 'commitList'
  | 'stateRead'
  | 'backupRead'
  | 'vaultRestore'
  | 'vaultClose'
  | 'receiptRead'
  | 'closureRead'
  | 'trailList'
  | 'rosterPin'
  | 'vaultHeadNote'
  | 'vaultHeadList'
  | 'rosterRead'
  | 'sharedRosterPin'
  | 'sharedRosterRead'
  | 'consentClose'
  | 'consentCreate'
  | 'consentList'
  | 'consentRevoke'
  | 'grantClose'
  | 'grantRevoke'
  | 'sessionRemove'
  | 'recoveryRead'
  | 'recoveryAsk'
  | 'recoveryStop'
  | 'recoveryHalfPut'
  | 'recoveryHalfRemove'
  | 'recoveryHalfTake'
  | 'publishPlanRead'
  | 'inboxList'
  | 'inboxRead'
  | 'inboxAcknowledge'
  | 'inboxSenderList'
  | 'inboxSenderPut'
  | 'inboxCodeCreate'
  | 'itemPut'
  | 'itemDelete'
  | 'connectionList'
  | 'connectionEnd'
  | 'ingestTokenList'
  | 'ingestTokenRevoke'
>

interface Answer {
  readonly status: number
  readonly problem?: string | undefined
  readonly detail?: string | undefined
}

export type Success<Reply> = Exclude<Reply, { readonly problem: string }>

/** The answer as a value; an outage is `Offline`, a missing session `SignedOut`, any other problem `Refused`. */
export async function ask<Reply extends Answer>(
  answering: Promise<Reply>,
): Promise<Result<Success<Reply>, DeviceProblem>> {
  try {
    const reply = await answering
    return isSuccess(reply) ? ok(reply) : err(problemOf(reply))
  } catch (cause) {
    return offline(cause)
  }
}

/** A reply that comes piece by piece may still break off after it began. */
export async function receive<Value>(receiving: Promise<Value>): Promise<Result<Value, DeviceProblem>> {
  try {
    return ok(await receiving)
  } catch (cause) {
    return offline(cause)
  }
}

/** A lock or a cancelled request ends like an outage: nothing is known to have been done. */
function offline(cause: unknown): Result<never, DeviceProblem> {
  const isOutage =
    cause instanceof ConnectionError || cause instanceof TypeError || cause instanceof DOMException
  if (isOutage) return err({ type: 'Offline' })
  throw cause
}

function isSuccess<Reply extends Answer>(reply: Reply): reply is Success<Reply> {
  return reply.problem === undefined
}

function problemOf({ problem = '', detail = '', status }: Answer): DeviceProblem {
  if (problem === 'sign-in-needed') return { type: 'SignedOut' }
  // A service that is down behind the gateway is as far away as a network that is.
  if (status === 502 || status === 503 || status === 504) return { type: 'Offline' }
  return { type: 'Refused', code: problem, detail }
}

/** True for a refusal with this code. */
export function isRefusal(problem: DeviceProblem, code: string): boolean {
  return problem.type === 'Refused' && problem.code === code
}
