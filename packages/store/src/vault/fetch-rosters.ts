/** The rosters that the vault has after a known one: it gives them a page at a time. Nothing of them is checked here. */
import { err, ok, type Result } from '@nornos/std'
import { ask, receive } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import { rostersMax } from './vault-file.ts'

type RosterReader = Pick<OpenDevice, 'api'> & Partial<Pick<OpenDevice, 'signal'>>

export interface RosterStretch {
  readonly vaultId: string
  /** Number of the one that is known; 0: none is. */
  readonly after: number
  /** Number of the one that was shown as the last; asked for until nothing more comes where it is not known. */
  readonly until?: number
}

/** Oldest first, as they travel. */
export async function fetchRosters(
  { api, signal }: RosterReader,
  { after, until = Number.POSITIVE_INFINITY, vaultId }: RosterStretch,
): Promise<Result<readonly string[], DeviceProblem>> {
  const texts: string[] = []
  while (after + texts.length < until) {
    const query = { after: String(after + texts.length) }
    const page = await ask(api.vaultRosterList({ params: { vaultId }, query, ...(signal ? { signal } : {}) }))
    if (!page.ok) return page
    const lines = await receive(Array.fromAsync(page.value.body, (line) => line.roster))
    if (!lines.ok) return lines
    if (lines.value.length === 0) break
    texts.push(...lines.value)
    // More than a device keeps: no vault has them.
    if (texts.length > rostersMax) return err({ type: 'Alarm', reason: 'roster_mismatch' })
  }
  return ok(texts)
}
