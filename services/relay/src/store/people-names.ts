/** Names of people, asked from auth and kept for minutes. A name is a kindness: without one the answer still comes. */
import type { Client } from '@nornos/client'
import type { auth } from '@nornos/contracts'
import { ANALYSIS_AGENTS_ID } from '@nornos/health-model'
import type { Clock } from '@nornos/service-kit'
import * as events from '../events.ts'

const keptMs = 5 * 60_000
const entriesMax = 10_000
const askedAtOnceMax = 500

export interface PeopleNames {
  /** By id; an id that nobody knows, or that auth could not be asked about, is missing. */
  namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>>
}

export function createPeopleNames(
  client: Pick<Client<typeof auth>, 'personList'>,
  clock: Clock,
): PeopleNames {
  const known = new Map<string, { readonly name: string; readonly until: number }>()

  async function ask(ids: readonly string[], now: number): Promise<void> {
    const reply = await client.personList({ body: { ids: [...ids] } })
    if (reply.problem !== undefined) throw new TypeError(`auth answered ${reply.problem}`)
    if (known.size + ids.length > entriesMax) known.clear()
    for (const { id, name } of reply.body.people) known.set(id, { name, until: now + keptMs })
  }

  return {
    namesOf: async (ids) => {
      const now = clock.now().getTime()
      const unknown = [...new Set(ids)].filter((id) => (known.get(id)?.until ?? 0) <= now)
      const asked = unknown.filter((id) => id !== ANALYSIS_AGENTS_ID)
      try {
        for (let start = 0; start < asked.length; start += askedAtOnceMax) {
          await ask(asked.slice(start, start + askedAtOnceMax), now)
        }
      } catch (cause) {
        events.namesUnavailable(cause)
      }
      const names = new Map<string, string>([[ANALYSIS_AGENTS_ID, 'Nornos analysis agents']])
      for (const id of ids) {
        const entry = known.get(id)
        if (entry) names.set(id, entry.name)
      }
      return names
    },
  }
}
