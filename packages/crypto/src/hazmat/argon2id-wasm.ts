/** The WebAssembly behind `argon2id.ts`, apart so that it loads only when words are typed. */
import { argon2id as argon2idOfHashWasm } from 'hash-wasm'
import type { Argon2idParameters } from './argon2id-parameters.ts'

export async function argon2idWasm(
  password: Uint8Array,
  salt: Uint8Array,
  { memoryKiB, passes, lanes }: Argon2idParameters,
  byteLength: number,
): Promise<Uint8Array> {
  return argon2idOfHashWasm({
    password,
    salt,
    memorySize: memoryKiB,
    iterations: passes,
    parallelism: lanes,
    hashLength: byteLength,
    outputType: 'binary',
  })
}
