/** The standard normal distribution and the 97.5 % points of Student's t. */
import { present } from '@nornos/std'

/** P(Z <= z), to about 1e-7 (complementary error function by Chebyshev fitting, Numerical Recipes §6.2). */
export function normalCumulative(z: number): number {
  return 0.5 * complementaryError(-z / Math.SQRT2)
}

/** The two-sided p-value of a standard normal `z`. */
export function twoSidedP(z: number): number {
  return Math.min(1, complementaryError(Math.abs(z) / Math.SQRT2))
}

const chebyshev = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
  -0.82215223, 0.17087277,
]

function complementaryError(x: number): number {
  const t = 1 / (1 + 0.5 * Math.abs(x))
  const polynomial = chebyshev.reduceRight((sum, coefficient) => coefficient + t * sum, 0)
  const tail = t * Math.exp(-x * x + polynomial)
  return x >= 0 ? tail : 2 - tail
}

const studentPoints = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
]

/** The 97.5 % point of Student's t; a fraction of a degree of freedom is dropped, which widens the interval. */
export function studentPoint(degreesOfFreedom: number): number {
  const whole = Math.max(1, Math.floor(degreesOfFreedom))
  if (whole > 120) return 1.96
  if (whole > 60) return 2
  if (whole > 30) return 2.042
  return present(studentPoints[whole - 1], 'the table has thirty rows')
}
