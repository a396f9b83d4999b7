/** Goal: what is worn is believed before a phone, whoever's app wrote it. Method: the sources of several makers in one order. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SourceId, type SourceIdentity, sourceIdentity, zoneFinder } from '@nornos/health-model'
import { believe } from './knowledge.ts'

const idOf = (index: number) => SourceId.parse(index.toString(16).padStart(32, '0'))

function orderOf(given: readonly Partial<SourceIdentity>[]): readonly string[] {
  const sources = new Map(given.map((said, index) => [idOf(index), sourceIdentity(said)]))
  const nothing = { stated: [], sourceOrder: [], zones: [], noticedZones: [], findZone: zoneFinder([]) }
  return believe({ sources, ...nothing }, []).sourceOrder.map((id) => {
    const { model, name } = sources.get(id) ?? sourceIdentity({})
    return `${name} ${model}`.trim()
  })
}

test('worn devices come before phones, and phones before what has no model', () => {
  assert.deepEqual(
    orderOf([
      { name: 'Diary' },
      { name: 'Fitbit', model: 'Pixel 9' },
      { name: 'iPhone', hardware: 'iPhone15,2' },
      { name: 'Fitbit', model: 'Pixel Watch 4' },
      { name: 'Fitbit', model: 'Charge 6' },
      { name: 'Oura' },
      { name: 'Samsung Health', model: 'Galaxy Watch' },
    ]),
    [
      'Fitbit Pixel Watch 4',
      'Fitbit Charge 6',
      'Oura',
      'Samsung Health Galaxy Watch',
      'Fitbit Pixel 9',
      'iPhone',
      'Diary',
    ],
  )
})
