/**
 * Mass and amount of substance. One litre of a solution holds so many grams or so many moles; how they relate is a
 * property of the substance, and every substance has its own factor.
 */
import type { Substance } from '../metrics/metric.ts'

/** Grams per mole, as clinical chemistry uses them; HbA1c is not a concentration and stands apart. */
export const molarMass: Readonly<Record<Exclude<Substance, 'hba1c'>, number>> = {
  glucose: 180.156,
  cholesterol: 386.65,
  triglycerides: 885.7,
  creatinine: 113.12,
  // Of one haem-bearing chain, which is what laboratories count.
  hemoglobin: 16_114,
  vitamin_d: 400.64,
  beta_hydroxybutyrate: 104.1,
}

/** IFCC mmol/mol from NGSP per cent: the master equation of the two reference systems. */
export function hba1cFromPercent(percent: number): number {
  return (percent - 2.152) / 0.09148
}

/** NGSP per cent from IFCC mmol/mol. */
export function hba1cToPercent(millimolesPerMole: number): number {
  return millimolesPerMole * 0.09148 + 2.152
}
