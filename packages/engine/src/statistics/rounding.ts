/**
 * Rounding: the only way a number leaves the engine.
 *
 * `Math.exp` and `Math.log` differ by one unit in the last place between JavaScript engines. Cutting to twelve
 * significant digits first makes a true tie a tie everywhere; half then goes away from zero.
 */

/** `value` to `decimals` places after the point; never -0. */
export function roundTo(value: number, decimals: number): number {
  const scale = 10 ** decimals
  const scaled = Number((Math.abs(value) * scale).toPrecision(12))
  const size = Math.round(scaled) / scale
  return value < 0 && size !== 0 ? -size : size
}
