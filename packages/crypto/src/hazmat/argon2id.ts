/** Argon2id (RFC 9106) by hash-wasm, which loads only when words are typed. */
import type { Bytes } from '@nornos/std'
import { type Argon2idParameters, checkArgon2idParameters } from './argon2id-parameters.ts'

/** Bytes bound to password and salt, at the cost that the parameters name. */
export type Argon2id = (
  password: Bytes,
  salt: Bytes,
  parameters: Argon2idParameters,
  byteLength: number,
) => Promise<Bytes>

let compute: Argon2id = argon2idHere

/** Throws as `checkArgon2idParameters` does. */
export const argon2id: Argon2id = async (password, salt, parameters, byteLength) => {
  checkArgon2idParameters(parameters)
  return compute(password, salt, parameters, byteLength)
}

/**
 * Lets it run elsewhere from now on. Its 64 MiB stay with the program that ran it until that collects them, which a page
 * may not do for minutes; a worker that ends gives them back at once.
 */
export function runArgon2idAt(place: Argon2id): void {
  compute = place
}

/** In this program, whose parameters are checked already. */
export async function argon2idHere(
  ...[password, salt, parameters, byteLength]: Parameters<Argon2id>
): Promise<Bytes> {
  const { argon2idWasm } = await import('./argon2id-wasm.ts')
  return new Uint8Array(await argon2idWasm(password, salt, parameters, byteLength))
}
