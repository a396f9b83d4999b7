/** Looking for a cursor in an answer whose shape is somebody else's business. */

export function memberOf(value: unknown, ...path: readonly string[]): unknown {
  let found = value
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined
    found = Reflect.get(found, key)
  }
  return found
}

/** A text or a number as text; null for anything else, and for what is too long to be an id or a cursor. */
export function textOf(value: unknown, ...path: readonly string[]): string | null {
  const found = memberOf(value, ...path)
  if (typeof found === 'number' && Number.isFinite(found)) return String(found)
  return typeof found === 'string' && found !== '' && found.length <= 4_096 ? found : null
}

export function listOf(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = memberOf(value, ...path)
  return Array.isArray(found) ? found : []
}
