/** Titles of fields and metrics from the catalogue, the words of units and purposes, and the engine's sentences. */
import { englishMessages, type MessageKey } from '@nornos/engine'
import { type FieldId, field, fieldIds, type MetricId, metric, metricIds } from '@nornos/health-model'

type Titles<Id extends string> = Record<Id, string>

function titlesOf<Id extends string>(ids: readonly Id[], titleOf: (id: Id) => string): Titles<Id> {
  return Object.fromEntries(ids.map((id) => [id, titleOf(id)])) as Titles<Id>
}

/** A key of the engine as a key of the catalogue, where a dot means a level. */
export type EngineKey = `${MessageKey}` extends infer Key ? Flat<Key & string> : never
type Flat<Key extends string> = Key extends `${infer Head}.${infer Rest}` ? `${Head}_${Flat<Rest>}` : Key

export function engineKey(key: MessageKey): EngineKey {
  return key.replaceAll('.', '_') as EngineKey
}

function engineMessages(): Titles<EngineKey> {
  const rows = Object.entries(englishMessages).map(([key, text]) => [key.replaceAll('.', '_'), text])
  return Object.fromEntries(rows) as Titles<EngineKey>
}

export const catalogueMessages = {
  field: titlesOf<FieldId>(fieldIds, (id) => field(id).title),
  metric: titlesOf<MetricId>(metricIds, (id) => metric(id).title),
  engine: engineMessages(),
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
