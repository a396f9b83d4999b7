/** The columns that a `CREATE TABLE` statement says, as far as a reader of rows must know them. */

export interface TableColumns {
  /** In the order in which rows store them. */
  readonly columns: readonly string[]
  readonly rowIdColumn: number
}

const BODY = /^\s*CREATE\s+TABLE\s+[^(]*\(([\s\S]*)\)\s*([A-Z, ]*)$/i
const NAME = /^\s*(?:"((?:[^"]|"")*)"|`([^`]*)`|\[([^\]]*)\]|([^\s(,]+))/
const CONSTRAINT = /^\s*(?:CONSTRAINT|PRIMARY\s+KEY|UNIQUE|CHECK|FOREIGN\s+KEY)\b/i
/** Computed when asked for, not stored. */
const VIRTUAL = /\bAS\s*\((?![\s\S]*\bSTORED\b)/i
const ROW_ID = /^\S+\s+INTEGER\s+PRIMARY\s+KEY\b(?!\s+DESC)/i

/** Null for a statement of another kind, and for tables without row numbers, which are stored otherwise. */
export function columnsOfTable(sql: string): TableColumns | null {
  const match = BODY.exec(sql)
  if (match === null || /WITHOUT\s+ROWID/i.test(match[2] ?? '')) return null
  const columns: string[] = []
  let rowIdColumn = -1
  for (const part of splitTopLevel(match[1] ?? '')) {
    const name = NAME.exec(part)
    if (name === null || CONSTRAINT.test(part) || VIRTUAL.test(part)) continue
    if (ROW_ID.test(part.trim())) rowIdColumn = columns.length
    columns.push(name.slice(1).find((one) => one !== undefined) ?? '')
  }
  return { columns, rowIdColumn }
}

const TOKEN = /"[^"]*"|'[^']*'|`[^`]*`|[(),]|[^"'`(),]+|./gs

/** At commas outside of brackets and quotes. */
function splitTopLevel(text: string): string[] {
  const parts = ['']
  let depth = 0
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '(') depth++
    if (token === ')') depth--
    if (token === ',' && depth === 0) parts.push('')
    else parts.push((parts.pop() ?? '') + token)
  }
  return parts
}
