/** Looking into JSON of other people: every step may find something else than expected, and then there is nothing. */

export function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The member at the end of a path of keys. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let found = value
  for (const key of path) found = isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined
  return found
}

/** A finite number, also when it is written as text; else null. */
export function numberAt(value: unknown, ...path: readonly string[]): number | null {
  const found = at(value, ...path)
  if (typeof found === 'number') return Number.isFinite(found) ? found : null
  const number = typeof found === 'string' && found.trim() !== '' ? Number(found) : Number.NaN
  return Number.isFinite(number) ? number : null
}

export function textAt(value: unknown, ...path: readonly string[]): string {
  const found = at(value, ...path)
  return typeof found === 'string' ? found : ''
}

export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, ...path)
  return Array.isArray(found) ? found : []
}

/** A number by its place in a list. */
export function numberIn(list: unknown, index: number): number | null {
  return Array.isArray(list) ? numberAt({ value: list[index] }, 'value') : null
}
