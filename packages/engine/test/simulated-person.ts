/** Simulated days for tests: a first-order autoregressive person with unit spread. Seeded, so every run is the same. */
import type { Draw } from '../src/statistics/seeded.ts'

/** A standard normal value (Box-Muller). */
export function gaussian(draw: Draw): number {
  const uniform = (draw(1 << 30) + 1) / 2 ** 30
  return Math.sqrt(-2 * Math.log(uniform)) * Math.cos((2 * Math.PI * draw(1 << 30)) / 2 ** 30)
}

/** `days` values of mean 0 and spread 1 whose neighbours correlate by `r`. */
export function autoregressive(days: number, r: number, draw: Draw): number[] {
  const values: number[] = []
  let last = gaussian(draw)
  for (let day = 0; day < days; day++) {
    values.push(last)
    last = r * last + Math.sqrt(1 - r * r) * gaussian(draw)
  }
  return values
}
