/** Why a vendor gave nothing: what it means for the connection. */
import type { ConnectionTrouble } from '@nornos/contracts'

export class VendorFailure extends Error {
  override readonly name = 'VendorFailure'
  readonly trouble: ConnectionTrouble | 'sign-in-again' | 'not-offered'
  /** When the vendor says so. */
  readonly retryAfterSeconds: number | null
  /** HTTP status with which the thing itself was refused; null when nothing answered, or something else did. */
  readonly status: number | null
  /** The code by which a token endpoint refuses: RFC 6749 §5.2. */
  readonly error: string | null
  constructor(
    trouble: VendorFailure['trouble'],
    retryAfterSeconds: number | null = null,
    options?: ErrorOptions & { readonly status?: number; readonly error?: string | null },
  ) {
    super(`the vendor gave nothing: ${trouble}`, options)
    this.trouble = trouble
    this.retryAfterSeconds = retryAfterSeconds
    this.status = options?.status ?? null
    this.error = options?.error ?? null
  }
}

/** Of an HTTP status that is no success. */
export function failureOfStatus(
  status: number,
  retryAfterSeconds: number | null,
  error: string | null = null,
): VendorFailure {
  const options = { status, error }
  if (status === 401) return new VendorFailure('sign-in-again', null, options)
  if (status === 429) return new VendorFailure('vendor-limit', retryAfterSeconds ?? 900, options)
  // 408 and 425 are of the moment, RFC 9110 §15.5.9 and RFC 8470 §5.2.
  if (status >= 500 || status === 408 || status === 425)
    return new VendorFailure('vendor-unavailable', retryAfterSeconds, options)
  // Not granted, or this person has nothing of the kind: the rest goes on.
  return new VendorFailure('not-offered', null, options)
}
