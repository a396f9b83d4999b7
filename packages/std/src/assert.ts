/** A broken promise of our own code. Never used for what a user or a neighbour may send. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError'
}

/** Throws when `condition` does not hold; `message` names the promise that was broken, never a value. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AssertionError(message)
}

/** The value, or a throw when it is missing although the code around promises that it is there. */
export function present<Value>(value: Value | null | undefined, message: string): Value {
  if (value === null || value === undefined) throw new AssertionError(message)
  return value
}

/** Ends a `switch` over a closed union: a new member that nobody handles is a compile error. */
export function exhaustive(value: never): never {
  throw new AssertionError(`unhandled member: ${typeof value}`)
}
