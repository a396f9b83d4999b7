/** Argon2id (RFC 9106) by hash-wasm, which loads only when words are typed. */
import type { Bytes } from '@nornos/std'
import { type Argon2idParameters, checkArgon2idParameters } from './argon2id-parameters.ts'

/** Bytes bound to password and salt, at the cost that the parameters name. Throws as `checkArgon2idParameters` does. */
export async function argon2id(
  password: Bytes,
  salt: Bytes,
  parameters: Argon2idParameters,
  byteLength: number,
): Promise<Bytes> {
  checkArgon2idParameters(parameters)
  const { argon2idWasm } = await import('./argon2id-wasm.ts')
  return new Uint8Array(await argon2idWasm(password, salt, parameters, byteLength))
}
