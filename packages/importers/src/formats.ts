/** Every format, in the order in which a file is asked. A new one is a folder of its own and a line here. */
import { appleHealth } from './apple/apple-format.ts'
import { fhir } from './fhir/fhir-format.ts'
import { fit } from './fit/fit-format.ts'
import type { Format } from './format.ts'

export const formats: readonly Format[] = [appleHealth, fit, fhir]

/** The format of a file, or null. `first` is its beginning, `FIRST_BYTES` of it if there are so many. */
export function detectFormat(first: Uint8Array): Format | null {
  return formats.find((format) => format.matches(first)) ?? null
}
