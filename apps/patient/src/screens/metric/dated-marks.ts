/** What the person wrote down that may explain a change: their notes, and the first time of each medicine. Pure. */
import type { Entry } from '@nornos/health-model'

export interface DatedMark {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly kind: 'note' | 'started'
  /** The note's first words, or the medicine. */
  readonly what: string
}

export interface Stretch {
  readonly from: number
  readonly until: number
}

const wordsMax = 40
/** More lines than these explain nothing any more: the newest count. */
const marksMax = 12

/** In the order of time. `entries` are all notes and medicines, also those outside: a medicine begins once. */
export function datedMarks(entries: readonly Entry[], { from, until }: Stretch): readonly DatedMark[] {
  const begun = new Set<string>()
  const marks: DatedMark[] = []
  const inOrder = entries.toSorted((left, right) => Date.parse(left.at) - Date.parse(right.at))
  for (const { at, content } of inOrder) {
    const time = Date.parse(at)
    if (content.kind === 'note') marks.push({ at: time, kind: 'note', what: shortened(content.text) })
    if (content.kind !== 'medication_taken') continue
    const name = content.name.trim().toLocaleLowerCase()
    if (!begun.has(name)) marks.push({ at: time, kind: 'started', what: shortened(content.name) })
    begun.add(name)
  }
  return marks.filter(({ at }) => at >= from && at < until).slice(-marksMax)
}

/** One line, cut between words where it is long. */
function shortened(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ')
  if (line.length <= wordsMax) return line
  const cut = line.slice(0, wordsMax)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), wordsMax / 2)).trimEnd()} …`
}
