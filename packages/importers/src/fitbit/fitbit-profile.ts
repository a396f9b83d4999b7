/**
 * The profile of an account export. It names the unit of weighings, which their lists do not: an archive is read from it on.
 */
import type { CsvTable } from '../csv/csv-format.ts'

/** Of an entry of an archive, with its folders: those have names in the person's language. */
export const PROFILE_NAME = /(?:^|\/)Profile\.csv$/

const WEIGHT_UNITS: Readonly<Record<string, 'kg' | 'lb' | 'st'>> = { METRIC: 'kg', EN_US: 'lb', EN_GB: 'st' }

export const profileTable: CsvTable = {
  header: /^id,full_name,first_name,last_name,/,
  row(row, emit, { account }) {
    const unit = row.cell(/^weight_unit$/).toUpperCase()
    account.weightUnit = (Object.hasOwn(WEIGHT_UNITS, unit) ? WEIGHT_UNITS[unit] : undefined) ?? null
    emit.count('profile')
    emit.unknown('profile', row.cells())
  },
}
