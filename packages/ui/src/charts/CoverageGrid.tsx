'use client'
import { useUi } from '../UiProvider.tsx'
import { ChartFrame } from './ChartFrame.tsx'
import { ChartTable } from './ChartTable.tsx'

export interface CoverageRow {
  readonly key: string
  readonly label: string
  /** The days with readings, `YYYY-MM-DD`. */
  readonly days: ReadonlySet<string>
}

export interface CoverageGridProps {
  readonly label: string
  readonly summary: string
  readonly rows: readonly CoverageRow[]
  /** Every day of the window, in order. */
  readonly days: readonly string[]
  readonly head: string
}

const CELL = 8

/** Days by kinds of reading: a filled square is a day with readings. */
export function CoverageGrid({ days, head, label, rows, summary }: CoverageGridProps) {
  const { formats, labels } = useUi()
  return (
    <ChartFrame
      readout={summary}
      chart={
        <div
          role="img"
          aria-label={summary}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          tabIndex={0}
          className="flex flex-col gap-2 overflow-x-auto rounded-mark"
        >
          {rows.map((row) => (
            <div key={row.key} className="flex flex-col gap-1">
              <span className="sticky left-0 text-label text-muted">{row.label}</span>
              <svg aria-hidden="true" width={days.length * CELL} height="14" className="block text-accent">
                {days.map((day, at) => (
                  <rect
                    key={day}
                    x={at * CELL}
                    y="1"
                    width={CELL - 2}
                    height="12"
                    rx="1"
                    {...(row.days.has(day)
                      ? { fill: 'currentColor' }
                      : { fill: 'none', className: 'stroke-line' })}
                  />
                ))}
              </svg>
            </div>
          ))}
        </div>
      }
      table={() => (
        <ChartTable
          caption={label}
          rows={rows}
          rowKey={({ key }) => key}
          columns={[
            { key: 'label', head, cell: (row) => row.label },
            {
              key: 'days',
              head: labels.day,
              align: 'right',
              cell: (row) => `${formats.number(row.days.size)} / ${formats.number(days.length)}`,
            },
          ]}
        />
      )}
    />
  )
}
