/** Configuration from the environment: read once, checked as a whole, every fault named. */
import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'

/** Names what is missing or wrong; never a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/**
 * Reads `schema` (an object of upper-case names) from `environment`. A name may also be given as NAME_FILE:
 * the file's text, without its last line break, is the value. Throws ConfigError with every fault.
 */
export function readConfig<S extends z.ZodMiniType>(
  schema: S,
  names: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): z.output<S> {
  const given: Record<string, string> = {}
  for (const name of names) {
    const file = environment[`${name}_FILE`]
    const value = file === undefined ? environment[name] : readFileSync(file, 'utf8').replace(/\r?\n$/, '')
    if (value !== undefined) given[name] = value
  }
  const result = z.safeParse(schema, given)
  if (result.success) return result.data
  const faults = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new ConfigError(`configuration is not complete: ${faults.join('; ')}`)
}
