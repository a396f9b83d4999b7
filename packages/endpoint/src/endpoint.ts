/**
 * What an endpoint is. A contract states it once; handler, client and OpenAPI are derived from it.
 * Read next: handler.ts (what a service implements), open-api.ts.
 */
import type * as z from 'zod/mini'
import type { BytesBody, EmptyBody, EventsBody, LinesBody } from './body.ts'
import type { ProblemKind } from './problem.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** Who may call. `anonymous` means no sign-in. */
export type ActorType =
  | 'patient'
  | 'doctor'
  | 'front_desk'
  | 'organization_admin'
  | 'admin'
  | 'auditor'
  | 'agent'
  | 'helper'
  | 'delegate'
  | 'guardian'
  | 'service'
  | 'anonymous'

/** Every actor there is, in the order of the printed matrix. */
export const actorTypes = [
  'patient',
  'doctor',
  'front_desk',
  'organization_admin',
  'admin',
  'auditor',
  'agent',
  'helper',
  'delegate',
  'guardian',
  'service',
  'anonymous',
] as const satisfies readonly ActorType[]

/**
 * What proves who calls: a session token with its DPoP proof, an access token (time-limited, for one patient)
 * with its DPoP proof, the token of a neighbouring service, or nothing.
 */
export type Credential = 'session' | 'access-token' | 'service' | 'none'

export type Schema = z.ZodMiniType
export type RequestBody = Schema | BytesBody
export type ResponseBody = Schema | BytesBody | EventsBody<Schema> | LinesBody<Schema> | EmptyBody

export interface Endpoint {
  readonly operationId: string
  readonly method: Method
  /** With `:name` for each parameter. */
  readonly path: `/${string}`
  /** A sentence in the words of the one who calls. */
  readonly summary: string
  readonly credential: Credential
  readonly actors: readonly ActorType[]
  readonly request: {
    readonly params?: Schema
    readonly query?: Schema
    readonly body?: RequestBody
  }
  /** By status. The first is the ordinary one. */
  readonly responses: Readonly<Record<number, ResponseBody>>
  readonly problems: Readonly<Record<string, ProblemKind>>
  /** The audit event that a success leaves, when it leaves one. */
  readonly audit?: string
}

/** States an endpoint; the exact type is kept for everything that is derived from it. */
export function endpoint<const E extends Endpoint>(definition: E): E {
  return definition
}

/** The endpoints of one service, by operation id. */
export type Contract = Readonly<Record<string, Endpoint>>
