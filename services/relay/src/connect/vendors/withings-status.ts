/**
 * The status inside an answer of Withings, as the HTTP status that it means: the table "Response status" of
 * https://developer.withings.com/api-reference.
 */

const authenticationFailed = [100, 101, 102, 200, 401]
/** This person has not granted it. */
const unauthorized = [214, 277, 2_553, 2_554, 2_555]
/** "An error occurred", a timeout, a bad state: first and last of each run. It passes, and is asked again. */
const failed = [
  [215, 215],
  [219, 219],
  [222, 222],
  [224, 224],
  [226, 226],
  [231, 231],
  [233, 233],
  [237, 237],
  [253, 253],
  [255, 259],
  [268, 270],
  [273, 274],
  [278, 282],
  [289, 289],
  [291, 292],
  [296, 296],
  [298, 298],
  [305, 320],
  [322, 322],
  [370, 375],
  [383, 383],
  [391, 391],
  [402, 402],
  [516, 522],
  [524, 531],
  [533, 533],
  [602, 700],
  [1_051, 1_054],
  [2_551, 2_552],
  [2_556, 3_016],
  [3_020, 10_000],
] as const

/** 400 for what is left: it names our parameters as wrong, the refresh token among them. */
export function httpStatusOf(status: number): number {
  if (status === 0) return 200
  if (authenticationFailed.includes(status)) return 401
  if (unauthorized.includes(status)) return 403
  if (status === 601) return 429
  return failed.some(([first, last]) => status >= first && status <= last) ? 503 : 400
}
