/** Naps, which lie in the document of a night, under one of these names by where that comes from. */
import type { Emitter } from '../emitter.ts'
import { listAt, numberAt, textAt } from '../json/look.ts'
import { utcTime } from '../local-time.ts'

/** In the archive of an account, in answers of the app (at two places), in the summaries of the Health API. */
const LISTS = [['napList'], ['dailyNapDTOS'], ['dailySleepDTO', 'dailyNapDTOS'], ['naps']] as const

export function readNaps(night: unknown, emit: Emitter): void {
  for (const nap of LISTS.flatMap((path) => listAt(night, ...path))) readNap(nap, emit)
}

function readNap(nap: unknown, emit: Emitter): void {
  const seconds = numberAt(nap, 'napTimeSec') ?? numberAt(nap, 'napDurationInSeconds')
  const epoch = numberAt(nap, 'napStartTimeInSeconds')
  const start = epoch === null ? timeAt(nap, 'napStartTimestampGMT') : epoch * 1_000
  const end = epoch === null ? timeAt(nap, 'napEndTimestampGMT') : start + (seconds ?? 0) * 1_000
  emit.count('nap')
  if (seconds === null || !(end > start)) emit.unknown('nap', nap)
  else emit.sample('sleep_nap', start, end, seconds, 's')
}

/** Milliseconds, or a text without a zone, which is UTC. */
function timeAt(nap: unknown, member: string): number {
  return numberAt(nap, member) ?? utcTime(textAt(nap, member))
}
