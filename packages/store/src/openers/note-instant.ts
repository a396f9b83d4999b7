/** A moment among the notes. */
import { Instant } from '@nornos/health-model'
import type { KeyNotes } from './key-notes.ts'

/** Null where there is none; an empty value takes an earlier one back. */
export function instantOf(notes: KeyNotes, name: string): Instant | null {
  const parsed = Instant.safeParse(notes.get(name)?.value)
  return parsed.success ? parsed.data : null
}
