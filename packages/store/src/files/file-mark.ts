/**
 * What the person says about a file: another name, that it is deleted, which one it replaces. Each device keeps marks
 * of its own; of two about the same the later one holds.
 */
import * as z from 'zod/mini'

export const FileMark = z.strictObject({
  /** Object id of the file. */
  file: z.string().check(z.maxLength(100)),
  field: z.string().check(z.regex(/^(name|deleted|replaces)$/)),
  value: z.nullable(z.string().check(z.maxLength(500))),
  /** Milliseconds since 1970; later than every mark that its writer knew. */
  at: z.int(),
})
export type FileMark = z.infer<typeof FileMark>

export interface MarkOfDevice extends FileMark {
  readonly device: string
}

/** The mark that holds, by file and field. The same on every device, in whatever order they are met. */
export function latestMarks(marks: readonly MarkOfDevice[]): ReadonlyMap<string, MarkOfDevice> {
  const latest = new Map<string, MarkOfDevice>()
  for (const mark of marks) {
    const key = markKey(mark.file, mark.field)
    const known = latest.get(key)
    if (known === undefined || isLater(mark, known)) latest.set(key, mark)
  }
  return latest
}

export function markKey(file: string, field: string): string {
  return `${file} ${field}`
}

function isLater(left: MarkOfDevice, right: MarkOfDevice): boolean {
  return left.at > right.at || (left.at === right.at && left.device > right.device)
}
