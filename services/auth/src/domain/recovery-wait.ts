/** How long a recovery waits, and whether a half may be given out. */
import { err, ok, type Result } from '@nornos/std'

/** Three days, so that a weekend does not hide it. Fewer hours only where nobody but this machine comes in. */
export const recoveryHoursMin = 72

/** `publicUrl`: where browsers find the installation. */
export function isLongEnough(waitHours: number, publicUrl: string): boolean {
  if (waitHours >= recoveryHoursMin) return true
  return waitHours >= 0 && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(publicUrl).hostname)
}

export interface Waiting {
  readonly readyAt: Date
  readonly until: Date
}

export type GivingRefusal = { readonly type: 'Early'; readonly readyAt: Date } | { readonly type: 'NotAsked' }

/** Null: nobody has asked, or it was stopped. */
export function mayGive<Request extends Waiting>(
  request: Request | null,
  now: Date,
): Result<Request, GivingRefusal> {
  if (request === null || now >= request.until) return err({ type: 'NotAsked' })
  return now < request.readyAt ? err({ type: 'Early', readyAt: request.readyAt }) : ok(request)
}
