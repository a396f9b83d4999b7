/**
 * The one error of this package. `code` is stable and says all there is to say: every failure to decrypt has
 * the same code, so that nobody learns from an error why a guess was wrong.
 */

export type CryptoErrorCode =
  /** A box, slot, object or item did not open: wrong key, wrong place, or altered. Never says which. */
  | 'cannot-open'
  /** The bytes are not the canonical spelling of what they claim to be. */
  | 'malformed'
  /** Written by a later version: a suite, kind or codec that this code does not know. */
  | 'unsupported'
  | 'bad-signature'
  | 'bad-mac'
  /** Argon2id parameters of a slot below the floor of `specs/key-hierarchy.md`. */
  | 'weak-derivation'
  /** Authentic, but of another vault or another place in the chain than expected. */
  | 'mismatch'
  /** What was sealed did not open to what went in; nothing was returned. */
  | 'seal-not-verified'

export class CryptoError extends Error {
  override readonly name = 'CryptoError'
  readonly code: CryptoErrorCode

  constructor(code: CryptoErrorCode, options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}
