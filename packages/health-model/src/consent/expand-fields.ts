/**
 * From what a person ticks to what they sign. Groups become the fields that they hold today, so that a field added
 * to the catalogue later is never shared by an old consent.
 */
import { err, ok, type Result } from '@nornos/std'
import { type FieldGroupId, type FieldId, field, fieldGroup, fieldIds, isFieldGroupId } from '../fields.ts'

export interface FieldChoice {
  readonly dataFields: readonly (FieldId | FieldGroupId)[]
  readonly excludedFields: readonly (FieldId | FieldGroupId)[]
  /** Fields of very high sensitivity that the person ticked one by one. */
  readonly ticked: readonly FieldId[]
}

export interface ExpandedFields {
  readonly dataFields: FieldId[]
  readonly excludedFields: FieldId[]
}

/** A field of very high sensitivity was chosen without a tick of its own. */
export interface NotTicked {
  readonly type: 'NotTicked'
  readonly fields: readonly FieldId[]
}

/** The fields of a consent, each once, in the order of the catalogue. */
export function expandFields(choice: FieldChoice): Result<ExpandedFields, NotTicked> {
  const dataFields = expand(choice.dataFields)
  const excludedFields = expand(choice.excludedFields)
  const unticked = dataFields.filter(
    (id) =>
      field(id).sensitivity === 'very_high' && !choice.ticked.includes(id) && !excludedFields.includes(id),
  )
  return unticked.length > 0
    ? err({ type: 'NotTicked', fields: unticked })
    : ok({ dataFields, excludedFields })
}

function expand(chosen: readonly (FieldId | FieldGroupId)[]): FieldId[] {
  const named = new Set(chosen.flatMap((id) => (isFieldGroupId(id) ? fieldGroup(id).fields : [id])))
  return fieldIds.filter((id) => named.has(id))
}
