/** The zone that a file states, when it has the form of one; else empty: evidence or nothing. */
import { ZoneName } from '@nornos/health-model'

export function statedZone(text: string | null | undefined): string {
  const zone = ZoneName.safeParse(text)
  return zone.success ? zone.data : ''
}
