/** The values of one FIT message by field name; what the device left out is not there. */

export type FitValues = ReadonlyMap<string, readonly (number | string)[]>

/** The first number of a field, or null. */
export function numberOf(values: FitValues, name: string): number | null {
  const value = values.get(name)?.[0]
  return typeof value === 'number' ? value : null
}
