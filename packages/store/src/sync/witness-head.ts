/**
 * Relay as the witness of the vault's chain: once a day each device compares what it follows with what others of its
 * vault have seen, and tells how far it has come. Two devices that a vault leads apart find out within a day.
 */
import { ok, type Result, toHex } from '@nornos/std'
import { ask, isRefusal } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import { AlarmError } from './alarm.ts'
import type { KnownHead } from './known-heads.ts'
import { readLastSeen } from './last-seen.ts'
import { pullCommits } from './pull-commits.ts'
import { readChain } from './read-chain.ts'

const dayMs = 86_400_000

/** Told by another device meanwhile, or not told because relay is away: the next time does. */
export async function witnessHead(device: OpenDevice): Promise<void> {
  const { api, boxes, signal } = device
  const { head, n } = await readLastSeen(boxes)
  if (n === 0 || device.witnessed.head === head) return
  const told = await ask(api.vaultHeadNote({ body: { n, head }, signal }))
  if (told.ok) device.witnessed = { ...device.witnessed, head }
}

/** Throws AlarmError when the chain of this device is not the one that another device has seen. */
export async function witnessDaily(device: OpenDevice): Promise<Result<undefined, DeviceProblem>> {
  const now = device.clock.now().getTime()
  if (now - device.witnessed.at < dayMs) return ok(undefined)
  const listed = await ask(device.api.vaultHeadList({ signal: device.signal }))
  // Relay is away: nothing is known to be wrong, and it is asked again at the next sync.
  if (!listed.ok) return ok(undefined)
  const compared = await compareWith(device, listed.value.body.heads)
  if (!compared.ok) return compared
  await witnessHead(device)
  device.witnessed = { ...device.witnessed, at: now }
  return ok(undefined)
}

async function compareWith(
  device: OpenDevice,
  heads: readonly KnownHead[],
): Promise<Result<undefined, DeviceProblem>> {
  const before = await readLastSeen(device.boxes)
  if (heads.some(({ n }) => n > before.n)) {
    // Others may have been faster: what they had seen when they said so is there to be fetched.
    const pulled = await pullCommits(device)
    if (!pulled.ok) return pulled
  }
  const seen = await readLastSeen(device.boxes)
  for (const known of heads) {
    if (known.n > seen.n) throw new AlarmError('rollback', evidenceOf(known, seen), { by: 'witness' })
  }
  const [newest] = heads.toSorted((left, right) => right.n - left.n)
  if (newest === undefined) return ok(undefined)
  const steps = await readChain(device, newest.n - 1, seen)
  // A vault out of a backup has the last steps alone: this one came before them.
  if (!steps.ok) return isRefusal(steps.error, 'history-truncated') ? ok(undefined) : steps
  const own = steps.value?.[0]
  for (const known of heads.filter(({ n }) => n === newest.n)) {
    if (own !== undefined && toHex(own.head) === known.head) continue
    throw new AlarmError('fork', [...evidenceOf(known, seen), seen.commit], { by: 'witness' })
  }
  return ok(undefined)
}

function evidenceOf(known: KnownHead, { head, n }: KnownHead): readonly string[] {
  return [JSON.stringify({ ...known, by: 'witness' }), JSON.stringify({ n, head })]
}
