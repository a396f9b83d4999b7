/**
 * Our own JSON for apps and scripts that bring measurements: `specs/ingest.md`. Metrics go by the names of the health
 * model, units by UCUM, codes by their words. Read as a stream, element by element.
 */
import { codeTable, isMetricId, metric as metricRow, type SourceIdentity } from '@nornos/health-model'
import { createEmitter, type Emitter } from '../emitter.ts'
import type { Format } from '../format.ts'
import { createJsonSplitter } from '../json/json-splitter.ts'
import { at, numberAt, textAt } from '../json/look.ts'
import { readPieces } from '../read-pieces.ts'

const decoder = new TextDecoder('utf-8')
const SIGNATURE = /^\s*\{\s*"format"\s*:\s*"nornos-ingest\/1"/
const SOURCES_MAX = 200
const NAME_MAX = 200

export const ingest: Format = {
  id: 'nornos-ingest',
  matches: (first) => SIGNATURE.test(decoder.decode(first)),
  async read(reader, context) {
    const unnamed = createEmitter(context, { name: 'Nornos ingest' })
    const sources = new Map<string, Emitter>()
    let common: unknown = null
    const emitterOf = (source: unknown): Emitter => {
      const identity = identityOf(source)
      const key = JSON.stringify(identity)
      const known = sources.get(key)
      if (known !== undefined) return known
      if (identity.name === '' || sources.size >= SOURCES_MAX) return unnamed
      const made = createEmitter(context, identity)
      sources.set(key, made)
      return made
    }
    const splitter = createJsonSplitter({
      value(key, value, offset) {
        if (key === 'source') common = value
        if (key !== 'samples' && key !== 'workouts') return
        const emit = emitterOf(at(value, 'source') ?? common)
        emit.place = offset
        if (key === 'samples') readSample(value, emit)
        else readWorkout(value, emit)
      },
      document: () => undefined,
      broken: (offset, why) => context.report.partial(offset, why),
    })
    await readPieces(reader, context, splitter.push)
    splitter.finish()
  },
}

function identityOf(source: unknown): SourceIdentity {
  const text = (member: string) => textAt(source, member).slice(0, NAME_MAX)
  return {
    name: text('name'),
    manufacturer: text('manufacturer'),
    model: text('model'),
    hardware: text('hardware'),
  }
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?(?:Z|[+-]\d\d:\d\d)$/

/** RFC 3339 with its offset: a time without one is no instant. */
function instantOf(text: string): number {
  return INSTANT.test(text) ? Date.parse(text) : Number.NaN
}

function readSample(sample: unknown, emit: Emitter): void {
  const id = textAt(sample, 'metric')
  emit.count(id || 'sample')
  if (!isMetricId(id) || metricRow(id).kind !== 'sample') {
    emit.unknown(id || 'sample', sample)
    return
  }
  const start = instantOf(textAt(sample, 'start'))
  const end = at(sample, 'end') === undefined ? start : instantOf(textAt(sample, 'end'))
  const { codes } = metricRow(id)
  const word = textAt(sample, 'value')
  const value = codes === undefined ? numberAt(sample, 'value') : codeTable(codes).indexOf(word)
  if (value === null) emit.skip(id, 'bad-value', word)
  else if (value < 0 && codes !== undefined) emit.skip(id, 'unknown-code', word)
  else emit.sample(id, start, end, value, textAt(sample, 'unit'), textAt(sample, 'zone'))
}

function readWorkout(workout: unknown, emit: Emitter): void {
  emit.count('workout')
  emit.workout({
    activity: textAt(workout, 'activity') || 'other',
    start: instantOf(textAt(workout, 'start')),
    end: instantOf(textAt(workout, 'end')),
    durationMinutes: numberAt(workout, 'durationMinutes'),
    distanceMetres: numberAt(workout, 'distanceMetres'),
    energyKilocalories: numberAt(workout, 'energyKilocalories'),
    elevationGainMetres: numberAt(workout, 'elevationGainMetres'),
    zone: textAt(workout, 'zone'),
  })
}
