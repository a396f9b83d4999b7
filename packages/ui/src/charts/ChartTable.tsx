'use client'
import type { ReactNode } from 'react'
import { type DataColumn, DataTable } from '../layout/DataTable.tsx'
import { useUi } from '../UiProvider.tsx'

/** More rows than anyone reads, few enough for the browser. */
const ROWS_MAX = 400

export interface ChartTableProps<Row> {
  readonly caption: string
  readonly columns: readonly DataColumn<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
}

/** The same values as a table. Says so when it shows only the first of them. */
export function ChartTable<Row>({ caption, columns, rows, rowKey }: ChartTableProps<Row>): ReactNode {
  const { labels } = useUi()
  const shown = rows.slice(0, ROWS_MAX)
  return (
    <div className="flex flex-col gap-2">
      <div className="max-h-96 overflow-y-auto">
        <DataTable caption={caption} columns={columns} rows={shown} rowKey={rowKey} isCaptionHidden />
      </div>
      {shown.length < rows.length ? (
        <p className="text-label text-muted">
          {labels.tableShortened({ shown: shown.length, total: rows.length })}
        </p>
      ) : null}
    </div>
  )
}
