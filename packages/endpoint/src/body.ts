/** What a request or a reply carries besides JSON. */

/** Raw bytes, streamed; `maxBytes` is checked while they arrive. */
export interface BytesBody {
  readonly kind: 'bytes'
  readonly maxBytes: number
}

/** Server-sent events; each `data:` is one JSON value of `event`. */
export interface EventsBody<Event> {
  readonly kind: 'events'
  readonly event: Event
}

/** One JSON value of `line` a line (application/x-ndjson). */
export interface LinesBody<Line> {
  readonly kind: 'lines'
  readonly line: Line
}

export interface EmptyBody {
  readonly kind: 'empty'
}

export function bytes(maxBytes: number): BytesBody {
  return { kind: 'bytes', maxBytes }
}

export function events<Event>(event: Event): EventsBody<Event> {
  return { kind: 'events', event }
}

export function lines<Line>(line: Line): LinesBody<Line> {
  return { kind: 'lines', line }
}

export const empty: EmptyBody = { kind: 'empty' }
