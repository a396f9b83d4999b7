/** Energy burned: the metrics of the field `energy`, one row each. Read next: metric.ts. */
import type { MetricRows } from './metric.ts'

export const energyMetrics = {
  energy_active: {
    title: 'Energy burned by moving',
    kind: 'sample',
    unit: 'kcal',
    day: 'sum',
    plausible: [0, 20000],
    loinc: ['41981-2'],
    names: {
      appleHealth: ['HKQuantityTypeIdentifierActiveEnergyBurned'],
      openMHealth: ['calories-burned'],
      garmin: ['monitoring.activeCalories', 'dailies.activeKilocalories'],
      fitbit: ['activityCalories', 'Google Health activeEnergyBurned'],
      oura: ['daily_activity.active_calories'],
      others: ['HC ActiveCaloriesBurned'],
    },
  },
  energy_basal: {
    title: 'Energy burned at rest',
    kind: 'sample',
    unit: 'kcal',
    day: 'sum',
    plausible: [0, 10000],
    names: {
      appleHealth: ['HKQuantityTypeIdentifierBasalEnergyBurned'],
      garmin: ['monitoringInfo.restingMetabolicRate', 'bmrKilocalories'],
      fitbit: ['caloriesBMR', 'Google Health basalEnergyBurned'],
      others: ['HC BasalMetabolicRate'],
    },
  },
  energy_total: {
    title: 'Energy burned in total',
    kind: 'sample',
    unit: 'kcal',
    day: 'sum',
    plausible: [0, 25000],
    names: {
      openMHealth: ['calories-burned'],
      fitbit: ['activities-calories', 'takeout calories-*.json', 'Google Health totalCalories'],
      oura: ['daily_activity.total_calories'],
      whoop: ['cycle.score.kilojoule'],
      others: ['HC TotalCaloriesBurned'],
    },
  },
} as const satisfies MetricRows
