/** An expected outcome: the value, or a plain error that the caller must look at. Bugs and outages are thrown instead. */
export type Result<Value, Failure> = Ok<Value> | Err<Failure>

export interface Ok<Value> {
  readonly ok: true
  readonly value: Value
}

export interface Err<Failure> {
  readonly ok: false
  readonly error: Failure
}

export function ok<Value>(value: Value): Ok<Value> {
  return { ok: true, value }
}

export function err<Failure>(error: Failure): Err<Failure> {
  return { ok: false, error }
}
