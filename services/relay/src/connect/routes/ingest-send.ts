import { type connect, ingestBytesMax } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { discardBody, Unavailable } from '@nornos/service-kit'
import { type Bytes, concat } from '@nornos/std'
import { hashToken } from '../../domain/hash-token.ts'
import type { ConnectContext } from '../context.ts'
import { type Delivered, deliver } from '../deliver.ts'
import { countIngestBytes, type IngestTokenRow, useIngestToken } from '../store/ingest-token-store.ts'

const anonymous = { type: 'anonymous', id: null } as const

/** Sealed on arrival, and never looked into: the patient's device reads it. */
export function ingestSend(ctx: ConnectContext): Handler<typeof connect.ingestSend> {
  return async ({ body, headers }) => {
    const token = /^Bearer (nit_[A-Za-z0-9_-]{43})$/.exec(headers.get('authorization') ?? '')?.[1]
    const used = token ? await useToken(ctx, token) : null
    if (token === undefined || used === null) {
      await discardBody(body)
      return problem('ingest-token-refused')
    }
    if ('wait' in used) {
      await discardBody(body)
      return problem('too-many-requests', { retryAfterSeconds: used.wait })
    }
    const room = roomFor(headers)
    if (!ctx.budget.take(room)) return problem('queue-full', { retryAfterSeconds: 10 })
    try {
      const sent = concat(...(await Array.fromAsync(body)))
      if (sent.length === 0) return problem('nothing-sent')
      await ctx.database.asActor(anonymous, (tx) => countIngestBytes(tx, hashToken(token), sent.length))
      return answerTo(await deliverFrom(ctx, used, headers, sent))
    } finally {
      ctx.budget.give(room)
    }
  }
}

function useToken(ctx: ConnectContext, token: string) {
  return ctx.database.asActor(anonymous, (tx) => useIngestToken(tx, hashToken(token), ctx.clock.now()))
}

/** What the sender announces, or as much as it may be. */
function roomFor(headers: Headers): number {
  const announced = headers.get('content-length')
  return announced !== null && /^\d{1,9}$/.test(announced)
    ? Math.min(Number(announced), ingestBytesMax)
    : ingestBytesMax
}

function deliverFrom(ctx: ConnectContext, token: IngestTokenRow, headers: Headers, body: Bytes) {
  const { name, patientId, tokenId } = token
  return deliver(ctx, patientId, {
    from: { type: 'ingest', id: tokenId, name },
    name: `ingest-${ctx.clock.now().toISOString().slice(0, 10)}.json`,
    contentType: headers.get('content-type'),
    body,
  })
}

/** An app sends again what it was refused for a while, and tells its owner the rest. */
function answerTo(outcome: Delivered) {
  switch (outcome) {
    case 'delivered':
      return { status: 202 } as const
    case 'inbox-full':
      return problem('inbox-full')
    case 'inbox-unavailable':
      throw new Unavailable('the vault did not take an item in')
    case 'inbox-refused':
    case 'no-vault':
      return problem('inbox-refused')
  }
}
