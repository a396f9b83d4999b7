/** From the name that a source uses to the metrics that it may mean. */
import { type MetricId, metrics } from './catalogue.ts'
import type { SourceNames } from './metric.ts'

const indexes = new Map<keyof SourceNames, ReadonlyMap<string, readonly MetricId[]>>()

/**
 * The metrics that go by exactly this name in a source, in the order of the catalogue. There can be several: Apple
 * writes sensor and finger-prick glucose under one name, and the importer tells them apart.
 */
export function metricsNamed(source: keyof SourceNames, name: string): readonly MetricId[] {
  const index = indexes.get(source) ?? makeIndex(source)
  indexes.set(source, index)
  return index.get(name) ?? []
}

function makeIndex(source: keyof SourceNames): ReadonlyMap<string, readonly MetricId[]> {
  const index = new Map<string, MetricId[]>()
  for (const { id, names } of metrics.values()) {
    for (const name of names[source] ?? []) index.set(name, [...(index.get(name) ?? []), id])
  }
  return index
}
