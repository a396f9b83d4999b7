/** The fields of field-table.ts, and the schemas of their ids. */
import * as z from 'zod/mini'
import { fieldGroupIds, fieldIds } from './field-table.ts'

export {
  type Field,
  type FieldGroup,
  field,
  fieldGroup,
  fieldGroupIds,
  fieldIds,
  isFieldGroupId,
  isFieldId,
  type Sensitivity,
} from './field-table.ts'

export const FieldId = z.enum(fieldIds)
export type FieldId = z.infer<typeof FieldId>

export const FieldGroupId = z.enum(fieldGroupIds)
export type FieldGroupId = z.infer<typeof FieldGroupId>
