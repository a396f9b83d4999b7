/** Tells relay how far the vault has come, once a day and with each consent: see anchors.ts. */
import { ask } from '../device-api.ts'
import type { OpenDevice } from '../open-device.ts'
import { readLastSeen } from './last-seen.ts'

const dayMs = 86_400_000

/** Told by another device meanwhile, or not told because relay is away: the next time does. */
export async function witnessHead(device: OpenDevice): Promise<void> {
  const { api, boxes, signal } = device
  const { head, n } = await readLastSeen(boxes)
  if (n === 0 || device.witnessed.head === head) return
  const told = await ask(api.vaultHeadNote({ body: { n, head }, signal }))
  if (told.ok) device.witnessed = { head, at: device.clock.now().getTime() }
}

export async function witnessDaily(device: OpenDevice): Promise<void> {
  if (device.clock.now().getTime() - device.witnessed.at >= dayMs) await witnessHead(device)
}
