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

interface TableLook {
  readonly table?: string
  readonly caption?: string
  readonly head?: string
  readonly body?: string
  readonly row?: string
  readonly rowHead?: string
  readonly cell?: string
}

/** More do not fit beside each other. */
const columnsOnPhone = 3

const sideBySide: TableLook = {}

/** The heads before the figures are for the eye: whoever has the table read hears the real ones. */
const stacked: TableLook = {
  table: '@max-md:block',
  caption: '@max-md:block @max-md:pb-3',
  head: '@max-md:sr-only',
  body: '@max-md:block',
  row: '@max-md:block @max-md:py-2',
  rowHead: '@max-md:block @max-md:py-1 @max-md:font-semibold',
  cell: classes(
    '@max-md:block @max-md:py-1 @max-md:text-right @max-md:empty:hidden',
    '@max-md:before:float-left @max-md:before:pe-4 @max-md:before:text-label @max-md:before:text-muted',
    "@max-md:before:content-[attr(data-head)_/_'']",
  ),
}

/**
 * A real table inside a frame that scrolls sideways and can be reached by keyboard. The first column heads its row. On a
 * phone, a row of many columns stands as a block, each figure after the head of its column. With a hidden caption the card
 * around it is the landmark, so the frame is none of its own.
 */
export function DataTable<Row>({
  caption,
  isCaptionHidden = false,
  columns,
  rows,
  rowKey,
}: DataTableProps<Row>) {
  const id = useId()
  const look = columns.length > columnsOnPhone ? stacked : sideBySide
  return (
    <section
      {...(isCaptionHidden ? { role: 'group' } : {})}
      aria-labelledby={id}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="@container max-w-full overflow-x-auto rounded-card border border-line bg-surface"
    >
      <table className={classes('w-full border-collapse text-left', look.table)}>
        <caption
          id={id}
          className={
            isCaptionHidden ? 'sr-only' : classes('px-4 pt-3 text-left text-label text-muted', look.caption)
          }
        >
          {caption}
        </caption>
        <thead className={look.head}>
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
        <tbody className={look.body}>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={classes('border-t border-line hover:bg-sunken', look.row)}>
              {columns.map((column, position) => (
                <DataCell key={column.key} column={column} isHead={position === 0} look={look}>
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
  readonly look: TableLook
  readonly children: ReactNode
}

function DataCell<Row>({ column, isHead, look, children }: DataCellProps<Row>) {
  const cell = classes('px-4 py-3 align-middle', alignment(column))
  return isHead ? (
    <th scope="row" className={classes(cell, 'font-normal', look.rowHead)}>
      {children}
    </th>
  ) : (
    <td data-head={column.head} className={classes(cell, look.cell)}>
      {children}
    </td>
  )
}

function alignment<Row>(column: DataColumn<Row>): string {
  return column.align === 'right' ? 'figures text-right' : 'text-left'
}
