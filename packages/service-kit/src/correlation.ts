/** One id follows a request through every hop, log line and job. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'

export const correlationHeader = 'x-correlation-id'

const storage = new AsyncLocalStorage<string>()

/** Runs `work` so that log lines and calls made inside it carry `id`. */
export function withCorrelation<Value>(id: string, work: () => Value): Value {
  return storage.run(id, work)
}

export function currentCorrelation(): string | null {
  return storage.getStore() ?? null
}

/** The caller's id when it is a UUID v4, else a new one. */
export function correlationOf(headers: Headers): string {
  const given = headers.get(correlationHeader)
  return given && /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(given)
    ? given
    : randomUUID()
}
