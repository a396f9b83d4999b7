/** What a person ate, by the Google Health API: energy in kilocalories, everything else in grams. */
import type { MetricId } from '@nornos/health-model'
import type { Emitter } from '../emitter.ts'
import type { ImportContext } from '../format.ts'
import { listAt, numberAt, textAt } from '../json/look.ts'
import { interval } from './google-health-time.ts'

const NUTRIENTS: Readonly<Record<string, MetricId>> = {
  CARBOHYDRATES: 'carbohydrate',
  PROTEIN: 'protein',
  DIETARY_FIBER: 'fiber',
  SUGAR: 'sugar',
  SODIUM: 'sodium',
  CAFFEINE: 'caffeine',
}
const TEXT_MAX = 200

export function readMeal(log: unknown, emit: Emitter, context: ImportContext): void {
  const { start, end, zone } = interval(log, context)
  emit.sample('dietary_energy', start, end, numberAt(log, 'energy', 'kcal'), 'kcal', zone)
  const total = numberAt(log, 'totalCarbohydrate', 'grams')
  emit.sample('carbohydrate', start, end, total, 'g', zone)
  emit.sample('fat_total', start, end, numberAt(log, 'totalFat', 'grams'), 'g', zone)
  const component = []
  for (const one of listAt(log, 'nutrients')) {
    const nutrient = textAt(one, 'nutrient')
    const value = numberAt(one, 'quantity', 'grams')
    const metric = Object.hasOwn(NUTRIENTS, nutrient) ? NUTRIENTS[nutrient] : undefined
    // It stands beside the list as well.
    if (metric === 'carbohydrate' && total !== null) continue
    if (metric !== undefined) emit.sample(metric, start, end, value, 'g', zone)
    else if (value !== null && value !== 0)
      component.push({ code: { text: nutrient.slice(0, TEXT_MAX) }, valueQuantity: { value, unit: 'g' } })
  }
  const name = textAt(log, 'foodDisplayName').slice(0, TEXT_MAX)
  const code = { text: name || 'Meal' }
  const meal = { resourceType: 'Observation', status: 'final', code } as const
  if (name !== '') emit.record('meal', start, end, meal, zone)
  if (component.length > 0) emit.record('micronutrients', start, end, { ...meal, component }, zone)
}
