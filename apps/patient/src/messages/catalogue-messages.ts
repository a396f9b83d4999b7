/** Titles of fields and metrics from the catalogue, and the words of units and purposes. */
import { type FieldId, field, fieldIds, type MetricId, metric, metricIds } from '@nornos/health-model'

type Titles<Id extends string> = Record<Id, string>

function titlesOf<Id extends string>(ids: readonly Id[], titleOf: (id: Id) => string): Titles<Id> {
  return Object.fromEntries(ids.map((id) => [id, titleOf(id)])) as Titles<Id>
}

export const catalogueMessages = {
  field: titlesOf<FieldId>(fieldIds, (id) => field(id).title),
  metric: titlesOf<MetricId>(metricIds, (id) => metric(id).title),
  catalogue: { range: '{from} to {to}' },
  unit: {
    beats: 'bpm',
    breaths: 'breaths/min',
    perMinute: 'per min',
    celsius: '°C',
    mercury: 'mmHg',
    points: 'points',
    times: 'times',
    microgram: 'µg/L',
    micromole: 'µmol/L',
  },
  purpose: {
    routine_checkup: 'Routine check-up',
    specialist_consultation: 'Specialist consultation',
    second_opinion: 'Second opinion',
    treatment: 'Ongoing treatment',
    emergency: 'Emergency',
    research: 'Research',
    self_care: 'Looking after myself',
  },
}
