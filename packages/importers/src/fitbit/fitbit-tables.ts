/** The tables of a Google Takeout of Fitbit, by their headers. Read next: fitbit-table.ts, fitbit-google-tables.ts. */
import { csvTables, type Row } from '../csv/csv-format.ts'
import type { Emitter } from '../emitter.ts'
import type { Format, ImportContext } from '../format.ts'
import { googleTables } from './fitbit-google-tables.ts'
import { profileTable } from './fitbit-profile.ts'
import { day, minute, moment, night, quotient, STAMP, sleep, table, under } from './fitbit-table.ts'

/** A day that could not be scored has the score 0. */
function stressOf(row: Row): number | null {
  const score = row.number(/^STRESS_SCORE$/)
  return score === 0 || /^true$/i.test(row.cell(/^CALCULATION_FAILED$/)) ? null : score
}

/** Others write this header as well: the values have to be shares of oxygen at instants. */
const OXYGEN_MINUTES = /^timestamp,value\r?\n[\dT:.-]+Z,(?:[5-9]\d|100)(?:\.\d+)?\r?\n/

export const fitbitTables: Format = csvTables({
  id: 'fitbit',
  source: 'Fitbit',
  tables: [
    table('hrv night', /^timestamp,rmssd,nremhr,entropy/, night, [['hrv_rmssd', under(/^rmssd$/)]]),
    table('hrv', /^timestamp,rmssd,coverage,low_frequency,high_frequency/, moment, [
      ['hrv_rmssd', under(/^rmssd$/)],
      ['hrv_lf_hf', (row) => quotient(row, /^low_frequency$/, /^high_frequency$/)],
    ]),
    table('spo2 night', /^timestamp,average_value,lower_bound,upper_bound/, night, [
      ['spo2', under(/^average_value$/)],
    ]),
    table('breathing night', /^timestamp,daily_respiratory_rate/, night, [
      ['respiratory_rate', under(/^daily_respiratory_rate$/)],
    ]),
    table('breathing', /^timestamp,full_sleep_breathing_rate/, moment, [
      ['respiratory_rate', under(/^full_sleep_breathing_rate$/)],
    ]),
    table('temperature night', /^type,sleep_start,sleep_end,temperature_samples,nightly_temperature/, sleep, [
      ['skin_temperature', under(/^nightly_temperature$/)],
      [
        'skin_temperature_deviation',
        (row) => quotient(row, /^baseline_relative_sample_sum$/, /^temperature_samples$/),
      ],
    ]),
    table('active zone minutes', /^date_time,heart_zone_id,total_minutes/, minute, [
      ['active_minutes', under(/^total_minutes$/)],
    ]),
    table('readiness', /^date,readiness_score_value/, night, [
      ['readiness_score', under(/^readiness_score_value$/)],
    ]),
    table('sleep score', /^sleep_log_entry_id,timestamp,overall_score/, moment, [
      ['sleep_score', under(/^overall_score$/)],
    ]),
    table('stress', /^DATE,(?:UPDATED_AT,)?STRESS_SCORE/, day, [['stress_level', stressOf]]),
    { header: /^timestamp,value$/, beginning: OXYGEN_MINUTES, row: readOxygenMinute },
    profileTable,
    ...googleTables,
  ],
})

/** What the sensor writes when it could not measure. */
const NO_OXYGEN = 50

function readOxygenMinute(row: Row, emit: Emitter, context: ImportContext): void {
  const value = row.number(/^value$/)
  emit.count('spo2')
  if (!/Minute SpO2/.test(context.fileName)) {
    emit.unknown('row of a file without its name', `${row.cell(STAMP)},${row.cell(/^value$/)}`)
    return
  }
  const { start, end } = moment(row, context.clock)
  if (value === NO_OXYGEN) emit.skip('spo2', 'bad-value', '50 stands for no measurement.')
  else emit.sample('spo2', start, end, value)
}
