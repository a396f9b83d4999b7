/**
 * A resource as received, cut down to what the health model keeps: members that it does not know are left out, and
 * so are optional members that are not as FHIR says. What is required must be there and right.
 */
import type { RecordContent } from '@nornos/health-model'
import { RecordContent as RecordContentSchema } from '@nornos/health-model'

const PASSES_MAX = 24

/** The record content, or null when something required is missing or wrong. */
export function fitToSchema(resource: unknown): RecordContent | null {
  const copy: unknown = structuredClone(resource)
  for (let pass = 0; pass < PASSES_MAX; pass++) {
    const result = RecordContentSchema.safeParse(copy)
    if (result.success) return result.data
    const paths = result.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path],
    )
    const removed = paths.reduce((count, path) => count + remove(copy, path), 0)
    if (removed === 0) return null
  }
  return null
}

/** Takes the member at the end of a path out. 1 when there was one, else 0. */
function remove(root: unknown, path: readonly PropertyKey[]): number {
  const last = path.at(-1)
  if (last === undefined) return 0
  let holder: unknown = root
  for (const step of path.slice(0, -1)) holder = isHolder(holder) ? Reflect.get(holder, step) : undefined
  if (!isHolder(holder) || !Reflect.has(holder, last)) return 0
  if (Array.isArray(holder)) holder.splice(Number(last), 1)
  else Reflect.deleteProperty(holder, last)
  return 1
}

function isHolder(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
