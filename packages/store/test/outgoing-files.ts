/** Takes what leaves the device, to its end. */
import { type Bytes, concat, type Result } from '@nornos/std'
import type { Device, OutgoingFile, OutgoingProblem } from '../src/index.ts'

export async function taken(device: Device, started: Result<OutgoingFile, OutgoingProblem>): Promise<Bytes> {
  return (await passed(device, started)).bytes
}

/** With the names of what the archive could not have. */
export async function passed(device: Device, started: Result<OutgoingFile, OutgoingProblem>) {
  if (!started.ok) throw new Error(started.error.type)
  const pieces: Bytes[] = []
  for (;;) {
    const next = await device.nextPiece(started.value.id)
    if (!next.ok) throw new Error(next.error.type)
    if (next.value.state === 'done') return { bytes: concat(...pieces), missing: next.value.missing }
    pieces.push(next.value.bytes)
  }
}
