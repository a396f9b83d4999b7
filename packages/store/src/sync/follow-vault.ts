/** Listens for what other devices commit and others send, for as long as the device is unlocked and there is a network. */
import { ask, receive } from '../device-api.ts'
import type { InboxRunner } from '../inbox/inbox-runner.ts'
import type { OpenDevice } from '../open-device.ts'
import { readLastSeen } from './last-seen.ts'
import type { SyncRunner } from './sync-runner.ts'

const retryMs = { first: 2_000, longest: 120_000 }

export function followVault(device: OpenDevice, sync: SyncRunner, inbox: InboxRunner): void {
  let failures = 0

  async function listen(): Promise<void> {
    const params = { vaultId: device.session.file.vaultId }
    const heads = await ask(device.api.vaultEvents({ params, signal: device.signal }))
    if (heads.ok) await receive(hear(heads.value.body))
    if (device.signal.aborted) return
    // A vault that is no more ends the stream, or has none: the sync finds out.
    if (heads.ok || heads.error.type !== 'Offline') await sync.run()
    if (device.signal.aborted) return
    const wait = Math.min(retryMs.longest, retryMs.first * 2 ** failures) * (0.5 + device.chance() / 2)
    failures++
    device.timers.after(wait, again)
  }

  async function hear(
    heads: AsyncIterable<{ readonly value: { readonly n: number; readonly inbox: number } }>,
  ): Promise<void> {
    for await (const { value } of heads) {
      failures = 0
      const seen = await readLastSeen(device.boxes)
      if (value.n > seen.n) await sync.run()
      if (value.inbox > 0 || inbox.entries().length > 0) await inbox.run()
    }
  }

  function again(): void {
    if (!device.signal.aborted) listen().catch(device.onFault)
  }

  again()
}
