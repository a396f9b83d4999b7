/**
 * Electrocardiograms of a Withings export. Its own description: microvolts from a watch, millivolts from a blood pressure
 * monitor, and which it was says the place where it was worn: a wrist or an arm.
 */
import type { CsvTable, Row } from '../csv/csv-format.ts'
import { emitEcg } from '../ecg-record.ts'
import { utcTime, wallTime } from '../local-time.ts'

/** Right and left wrist, right and left arm. */
const MICROVOLTS_BY_PLACE: Readonly<Record<string, number>> = { 0: 1, 1: 1, 2: 1_000, 3: 1_000 }

export const signalTable: CsvTable = {
  header: /^date,type,frequency,duration,wearposition,signal(?:,|$)/,
  row(row, emit, { clock }) {
    const [date, place] = [row.cell(/^date$/), row.cell(/^wearposition$/)]
    const factor = Object.hasOwn(MICROVOLTS_BY_PLACE, place) ? MICROVOLTS_BY_PLACE[place] : undefined
    emit.count('electrocardiogram')
    if (factor === undefined) {
      emit.unknown('signal in a unit that is not known', row.cells())
      return
    }
    emitEcg(emit, {
      start: /T.*(?:Z|[+-]\d\d:?\d\d)$/.test(date) ? utcTime(date) : clock.instantOf(wallTime(date)),
      rate: row.number(/^frequency$/) ?? 0,
      microvolts: voltagesOf(row).map((value) => value * factor),
      note: row.cell(/^doctor_assessment$/),
    })
  },
}

/** `[12,-4,30]`. A gap in it is a value that cannot be told. */
function voltagesOf(row: Row): readonly number[] {
  const inside = /^\[?([^\]]*)\]?$/.exec(row.cell(/^signal$/).trim())?.[1] ?? ''
  return inside === ''
    ? []
    : inside.split(',').map((value) => (value.trim() === '' ? Number.NaN : Number(value)))
}
