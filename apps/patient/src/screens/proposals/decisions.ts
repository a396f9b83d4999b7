/** What the person has decided about the lines of one document. */
import type { Entry } from '@nornos/health-model'

export function decisionsOf(entries: readonly Entry[], sha256: string): ReadonlyMap<number, Entry> {
  return new Map(
    entries.flatMap((entry) => {
      const { content } = entry
      if (content.kind !== 'confirmed' && content.kind !== 'rejected') return []
      return content.document.sha256 === sha256 ? [[content.document.line, entry] as const] : []
    }),
  )
}
