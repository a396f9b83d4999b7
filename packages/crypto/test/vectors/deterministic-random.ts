/**
 * Replaces the platform's generator while vectors are made, so that they come out the same each time. There is
 * no way to do this through the package: only a test that owns the process can.
 */
import { createHash } from 'node:crypto'
import { encapsulate, xWingPublicKey } from '../../src/hazmat/x-wing.ts'

export async function withDeterministicRandom<Result>(
  seed: string,
  work: () => Promise<Result>,
): Promise<Result> {
  // The library behind X-Wing draws once for itself at its first use; that must not shift our stream.
  await encapsulate(await xWingPublicKey(new Uint8Array(32)))
  let counter = 0
  const fill = <Target extends ArrayBufferView>(target: Target): Target => {
    const bytes = new Uint8Array(target.buffer, target.byteOffset, target.byteLength)
    for (let start = 0; start < bytes.length; start += 64) {
      const block = createHash('sha512').update(`${seed} ${counter++}`).digest()
      bytes.set(block.subarray(0, bytes.length - start), start)
    }
    return target
  }
  Object.defineProperty(globalThis.crypto, 'getRandomValues', { value: fill, configurable: true })
  try {
    return await work()
  } finally {
    // The own property hid the one of the prototype.
    Reflect.deleteProperty(globalThis.crypto, 'getRandomValues')
  }
}
