/** What a service implements for an endpoint, and what it gets to see. All inferred from the contract. */
import type { Bytes } from '@nornos/std'
import type * as z from 'zod/mini'
import type { BytesBody, EmptyBody, EventsBody, LinesBody } from './body.ts'
import type { ActorType, Contract, Endpoint, Schema } from './endpoint.ts'
import type { CommonProblemCode, Problem } from './problem.ts'

/** One person in one organization. */
export interface Membership {
  /** Names exactly this pair: what a consent is granted to. */
  readonly granteeId: string
  readonly id: string
  readonly name: string
  readonly role: 'doctor' | 'front_desk' | 'organization_admin'
  /** Whether the role treats patients; without it nothing is readable. */
  readonly treating: boolean
}

/** Who calls, as far as the credential proves it. */
export interface Actor {
  readonly type: ActorType
  /** Account id; the name of a service; null for an anonymous caller or the bearer of an access token. */
  readonly id: string | null
  readonly name: string | null
  readonly sessionId: string | null
  /** RFC 7638 thumbprint of the DPoP key. */
  readonly keyThumbprint: string | null
  readonly organizations: readonly Membership[]
  /** When the person last proved who they are, ms UTC. */
  readonly authenticatedAt: number | null
}

export interface HandlerRequest<E extends Endpoint> {
  readonly actor: Actor
  readonly params: E['request'] extends { readonly params: infer S } ? OutputOf<S> : undefined
  readonly query: E['request'] extends { readonly query: infer S } ? OutputOf<S> : undefined
  readonly body: E['request'] extends { readonly body: infer S } ? RequestBodyOf<S> : undefined
  readonly headers: Headers
  /** Aborted when the caller has gone. */
  readonly signal: AbortSignal
  /** The opaque access token as sent, for endpoints whose credential is one. */
  readonly accessToken: string | null
  readonly correlationId: string
}

export type Reply<E extends Endpoint> =
  | { [Status in keyof E['responses']]: ReplyOf<Status, E['responses'][Status]> }[keyof E['responses']]
  | Problem<Extract<keyof E['problems'], string> | CommonProblemCode>
  | PassedOn

/** A neighbour's answer to the same question, handed on byte for byte by a service that must not look into it. */
export interface PassedOn {
  /** Its status must be one that the endpoint declares. */
  readonly passedOn: Response
}

export type Handler<E extends Endpoint> = (request: HandlerRequest<E>) => Promise<Reply<E>>

/** A missing or mistyped handler is a compile error: the contract is the list. */
export type Handlers<C extends Contract> = { readonly [Operation in keyof C]: Handler<C[Operation]> }

type RequestBodyOf<S> = S extends BytesBody ? ReadableStream<Bytes> : OutputOf<S>

type ReplyOf<Status, Body> = Body extends EmptyBody
  ? { readonly status: Status; readonly headers?: Readonly<Record<string, string>> }
  : {
      readonly status: Status
      readonly body: ReplyBody<Body>
      readonly headers?: Readonly<Record<string, string>>
    }

type ReplyBody<Body> = Body extends BytesBody
  ? ReadableStream<Uint8Array> | Bytes
  : Body extends EventsBody<infer Event>
    ? AsyncIterable<ServerEvent<InputOf<Event>>>
    : Body extends LinesBody<infer Line>
      ? AsyncIterable<InputOf<Line>>
      : InputOf<Body>

/** One server-sent event; `id` lets a client go on where it stopped. */
export interface ServerEvent<Value> {
  readonly id?: string
  readonly value: Value
}

export type OutputOf<S> = S extends Schema ? z.output<S> : undefined
export type InputOf<S> = S extends Schema ? z.input<S> : undefined
