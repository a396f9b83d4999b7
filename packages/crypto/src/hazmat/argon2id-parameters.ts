/** The cost of Argon2id: what new slots get, the floor under which a slot is refused, and a ceiling. */
import { CryptoError } from './crypto-error.ts'

export interface Argon2idParameters {
  readonly memoryKiB: number
  readonly passes: number
  readonly lanes: number
}

/** What new slots get: about half a second on a desktop. */
export const argon2idDefault: Argon2idParameters = { memoryKiB: 64 * 1024, passes: 3, lanes: 4 }

const memoryKiBMin = 32 * 1024
const memoryPassesKiBMin = 192 * 1024
/** Ceilings keep a hostile slot from freezing the device: 1 GiB, 64 passes, 16 lanes, 4 GiB of work. */
const memoryKiBMax = 1024 * 1024
const memoryPassesKiBMax = 4 * 1024 * 1024
const passesMax = 64
const lanesMax = 16

/** Throws `weak-derivation` below the floor and `malformed` above the ceiling. */
export function checkArgon2idParameters({ memoryKiB, passes, lanes }: Argon2idParameters): void {
  const work = memoryKiB * passes
  if (passes < 1 || lanes < 1 || memoryKiB < memoryKiBMin || work < memoryPassesKiBMin) {
    throw new CryptoError('weak-derivation')
  }
  if (memoryKiB > memoryKiBMax || passes > passesMax || lanes > lanesMax || work > memoryPassesKiBMax) {
    throw new CryptoError('malformed')
  }
}
