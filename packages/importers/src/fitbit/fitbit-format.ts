/**
 * Fitbit: answers of its Web API and the lists of a Google Takeout, told apart by their members.
 * Read next: fitbit-series.ts, fitbit-takeout.ts; the tables of a Takeout are in fitbit-tables.ts.
 */
import type { Emitter } from '../emitter.ts'
import type { Format, ImportContext } from '../format.ts'
import { jsonFormat } from '../json/json-format.ts'
import { at, listAt } from '../json/look.ts'
import { readActivity } from './fitbit-activity.ts'
import { readNight } from './fitbit-night.ts'
import { isOxygenList, readNightly, readWeighings } from './fitbit-nightly.ts'
import { readAllSeries } from './fitbit-series.ts'
import { readTakeout, readTakeoutWeighing } from './fitbit-takeout.ts'

export const fitbit: Format = jsonFormat({
  id: 'fitbit',
  source: 'Fitbit',
  isWhole: true,
  signature:
    /"(?:activities-[A-Za-z-]+|dateOfSleep|activityParentName|caloriesBMR|minutesAsleep|dailyRmssd|breathingRate|nightlyRelative|logId)"\s*:|"dateTime"\s*:\s*"[\d-]+"\s*,\s*"value"\s*:\s*\{\s*"avg"\s*:|"dateTime"\s*:\s*"\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d"/,
  item(value, emit, context) {
    readNightly(value, emit, context)
    readWeighings(value, emit, context)
    readList(value, emit, context)
    for (const night of listAt(value, 'sleep')) readNight(night, emit, context)
    for (const activity of listAt(value, 'activities')) readActivity(activity, emit, context)
    readAllSeries(value, emit, context)
    // The sums of a day that the document does not name.
    if (at(value, 'summary') !== undefined && at(value, 'sleep') === undefined)
      emit.unknown('summary', at(value, 'summary'))
  },
})

function readList(value: unknown, emit: Emitter, context: ImportContext): void {
  if (!Array.isArray(value) || isOxygenList(value)) return
  for (const one of value) {
    if (at(one, 'dateOfSleep') !== undefined) readNight(one, emit, context)
    else if (at(one, 'activityName') !== undefined) readActivity(one, emit, context)
    else if (at(one, 'weight') !== undefined) readTakeoutWeighing(one, emit, context)
    else readTakeout(one, emit, context)
  }
}
