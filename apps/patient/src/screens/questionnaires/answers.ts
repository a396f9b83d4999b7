/** The entries of questionnaires, as their screens need them. */
import { type Entry, isComplete, type QuestionnaireId } from '@nornos/health-model'

export interface QuestionnaireEntry {
  readonly entry: Entry
  readonly id: QuestionnaireId
  /** Milliseconds since 1970. */
  readonly at: number
  readonly answers: readonly (number | null)[]
  readonly isDone: boolean
}

/** In the order of the entries: the newest first. */
export function answersOf(entries: readonly Entry[]): readonly QuestionnaireEntry[] {
  return entries.flatMap((entry) => {
    if (entry.content.kind !== 'questionnaire') return []
    const { answers, isDone, questionnaire: id } = entry.content
    return [{ entry, id, at: Date.parse(entry.at), answers, isDone }]
  })
}

/** The one that was left and can be gone on with. */
export function openOf(
  entries: readonly QuestionnaireEntry[],
  id: QuestionnaireId,
): QuestionnaireEntry | null {
  return entries.find((one) => one.id === id && !one.isDone) ?? null
}

export function doneOf(
  entries: readonly QuestionnaireEntry[],
  id: QuestionnaireId,
): readonly QuestionnaireEntry[] {
  return entries.filter((one) => one.id === id && one.isDone && isComplete(id, one.answers))
}
