/** What brings data by itself ends with the vault that it brings them to: vendors are told, tokens of apps open nothing. */
import { ok, type Result } from '@nornos/std'
import { ask, type DeviceApi, isRefusal } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'

export async function endConnections(api: DeviceApi): Promise<Result<undefined, DeviceProblem>> {
  const [listed, made] = await Promise.all([ask(api.connectionList({})), ask(api.ingestTokenList({}))])
  if (!listed.ok) return listed
  if (!made.ok) return made
  const endings = [
    ...listed.value.body.connections.map(
      ({ connectionId }) =>
        () =>
          ask(api.connectionEnd({ params: { connectionId } })),
    ),
    ...made.value.body.tokens.map(
      ({ tokenId }) =>
        () =>
          ask(api.ingestTokenRevoke({ params: { tokenId } })),
    ),
  ]
  for (const end of endings) {
    const ended = await end()
    // Another device of this person may have been quicker.
    if (!ended.ok && !isRefusal(ended.error, 'not-found')) return ended
  }
  return ok(undefined)
}
