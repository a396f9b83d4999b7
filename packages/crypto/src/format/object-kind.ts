/** What an object can be. The numbers are final (`specs/sealed-record.md` §3); 5 is never sealed. */
import { CryptoError } from '../hazmat/crypto-error.ts'

const numbers = {
  record: 1,
  block: 2,
  'file-index': 3,
  'file-part': 4,
  keyring: 6,
  'consent-receipt': 7,
} as const

export type ObjectKind = keyof typeof numbers

const kinds: readonly ObjectKind[] = [
  'record',
  'block',
  'file-index',
  'file-part',
  'keyring',
  'consent-receipt',
]

export function objectKindToNumber(kind: ObjectKind): number {
  return numbers[kind]
}

/** Throws `unsupported`: an unknown kind was written by a later version and is never taken for another. */
export function numberToObjectKind(number: number): ObjectKind {
  const found = kinds.find((kind) => numbers[kind] === number)
  if (found === undefined) throw new CryptoError('unsupported')
  return found
}
