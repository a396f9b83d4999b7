/** What the catalogue says about a block, so that most questions need not open it. */
import { type Block, contextAt } from '@nornos/health-model'
import type { BlockEntry, ObjectFacts } from './catalog.ts'

export function blockEntry({ objectId, version, blob, epoch }: ObjectFacts, block: Block): BlockEntry {
  const { contexts, count, key, starts, values } = block
  const told = contextAt(contexts, count - 1)?.told ?? 0
  return {
    objectId,
    version,
    blob,
    epoch,
    source: key.source,
    device: key.device,
    span: key.span,
    day: key.day,
    part: key.part,
    count,
    from: starts[0] ?? 0,
    to: latestEnd(block),
    latestAt: starts[count - 1] ?? 0,
    latest: values[count - 1] ?? 0,
    ...(told === 0 ? {} : { latestTold: told }),
  }
}

function latestEnd({ count, starts, durations }: Block): number {
  let latest = starts[count - 1] ?? 0
  if (durations === null) return latest
  for (let index = 0; index < count; index++) {
    latest = Math.max(latest, (starts[index] ?? 0) + (durations[index] ?? 0))
  }
  return latest
}
