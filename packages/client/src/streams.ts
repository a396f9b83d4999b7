/** Replies that come piece by piece: NDJSON and server-sent events. */
import type { Schema } from '@nornos/endpoint'
import * as z from 'zod/mini'
import { ContractError } from './connection-error.ts'

export interface ReceivedEvent<Value> {
  readonly id: string | null
  readonly value: Value
}

/** A line longer than this is not ours. */
const lineCharactersMax = 8 * 1024 * 1024

export async function* readLines(
  operationId: string,
  schema: Schema,
  response: Response,
  signal: AbortSignal | undefined,
): AsyncGenerator<unknown> {
  for await (const line of linesOf(operationId, response, signal)) {
    if (line !== '') yield parse(operationId, schema, line)
  }
}

export async function* readEvents(
  operationId: string,
  schema: Schema,
  response: Response,
  signal: AbortSignal | undefined,
): AsyncGenerator<ReceivedEvent<unknown>> {
  let id: string | null = null
  for await (const line of linesOf(operationId, response, signal)) {
    if (line.startsWith('id: ')) id = line.slice(4)
    else if (line.startsWith('data: ')) yield { id, value: parse(operationId, schema, line.slice(6)) }
  }
}

async function* linesOf(
  operationId: string,
  response: Response,
  signal: AbortSignal | undefined,
): AsyncGenerator<string> {
  const reader = response.body?.getReader()
  if (!reader) return
  // Not every runtime ends a body whose request is aborted after the head has come.
  const stop = () => void reader.cancel().catch(() => undefined)
  signal?.addEventListener('abort', stop, { once: true })
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      const lines = (rest + decoder.decode(value, { stream: !done })).split('\n')
      rest = lines.pop() ?? ''
      if (rest.length > lineCharactersMax) throw new ContractError(operationId, 'line is too long')
      yield* lines
      if (done) break
    }
    signal?.throwIfAborted()
    if (rest !== '') yield rest
  } finally {
    signal?.removeEventListener('abort', stop)
    await reader.cancel().catch(() => undefined)
  }
}

function parse(operationId: string, schema: Schema, text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new ContractError(operationId, 'line is not JSON')
  }
  const result = z.safeParse(schema, value)
  if (!result.success) throw new ContractError(operationId, result.error.issues[0]?.path.join('.') ?? 'line')
  return result.data
}
