/** How Health Auto Export writes times, names and sources. Read next: health-auto-export-format.ts. */
import type { Emitter } from '../emitter.ts'
import { textAt } from '../json/look.ts'
import { type Span, utcTime } from '../local-time.ts'

const SOURCES_MAX = 200

export type Sources = (name: string) => Emitter

/** One emitter for each app or device that a point names; the app itself where none is named. */
export function createSources(emit: Emitter): Sources {
  const known = new Map<string, Emitter>()
  return (name) => {
    if (name === '' || (known.size >= SOURCES_MAX && !known.has(name))) return emit
    const made = known.get(name) ?? emit.from({ name })
    known.set(name, made)
    return made
  }
}

/** `2024-02-06 14:30:00 -0800`, which not every engine reads as it is; states of mind come as RFC 3339. */
export function timeOf(text: string): number {
  return utcTime(text.replace(/^(\S+) (\S+) ([+-]\d\d):?(\d\d)$/, '$1T$2$3:$4'))
}

/** From `start` to `end`; what has no end of its own is a moment. */
export function spanOf(item: unknown): Span {
  const start = timeOf(textAt(item, 'start'))
  const end = textAt(item, 'end')
  return { start, end: end === '' ? start : timeOf(end) }
}

/** `Shortness of Breath` as Apple's identifiers spell it: `ShortnessOfBreath`. Of `Positive/Peak` it is the first. */
export function appleWords(name: string): string {
  const words = name.replace(/\/.*$/, '').match(/[A-Za-z0-9]+/g) ?? []
  return words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('')
}
