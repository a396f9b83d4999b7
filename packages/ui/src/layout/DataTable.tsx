import { type ReactNode, useId } from 'react'
import { classes } from '../classes.ts'

export interface DataColumn<Row> {
  readonly key: string
  readonly head: string
  readonly cell: (row: Row) => ReactNode
  /** Figures stand right. */
  readonly align?: 'left' | 'right' | undefined
}

export interface DataTableProps<Row> {
  readonly caption: string
  readonly isCaptionHidden?: boolean | undefined
  readonly columns: readonly DataColumn<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
}

/**
 * A real table inside a frame that scrolls sideways and can be reached by keyboard. The first column heads its row. With a
 * hidden caption the card around it is the landmark, so the frame is none of its own.
 */
export function DataTable<Row>({
  caption,
  isCaptionHidden = false,
  columns,
  rows,
  rowKey,
}: DataTableProps<Row>) {
  const id = useId()
  return (
    <section
      {...(isCaptionHidden ? { role: 'group' } : {})}
      aria-labelledby={id}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="max-w-full overflow-x-auto rounded-card border border-line bg-surface"
    >
      <table className="w-full border-collapse text-left">
        <caption
          id={id}
          className={isCaptionHidden ? 'sr-only' : 'px-4 pt-3 text-left text-label text-muted'}
        >
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={classes('px-4 py-3 text-label font-semibold text-muted', alignment(column))}
              >
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="border-t border-line hover:bg-sunken">
              {columns.map((column, position) => (
                <DataCell key={column.key} column={column} isHead={position === 0}>
                  {column.cell(row)}
                </DataCell>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface DataCellProps<Row> {
  readonly column: DataColumn<Row>
  readonly isHead: boolean
  readonly children: ReactNode
}

function DataCell<Row>({ column, isHead, children }: DataCellProps<Row>) {
  const look = classes('px-4 py-3 align-middle', alignment(column))
  return isHead ? (
    <th scope="row" className={`${look} font-normal`}>
      {children}
    </th>
  ) : (
    <td className={look}>{children}</td>
  )
}

function alignment<Row>(column: DataColumn<Row>): string {
  return column.align === 'right' ? 'figures text-right' : 'text-left'
}
