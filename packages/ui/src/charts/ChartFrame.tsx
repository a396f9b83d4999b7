'use client'
import { ChartLine, Table2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '../actions/Button.tsx'
import { useUi } from '../UiProvider.tsx'

export interface ChartFrameProps {
  readonly chart: ReactNode
  /** Built only when it is asked for. */
  readonly table: () => ReactNode
  /** Zoom buttons; hidden while the table is shown. */
  readonly tools?: ReactNode
  /** What the cursor is on. */
  readonly readout?: ReactNode
}

/** A chart and the same values as a table, one button apart. */
export function ChartFrame({ chart, table, tools, readout }: ChartFrameProps) {
  const { labels } = useUi()
  const [isTable, setIsTable] = useState(false)
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1">
        <div className="figures mr-auto min-w-0 text-label text-muted">{isTable ? null : readout}</div>
        {isTable ? null : tools}
        <Button
          tone="quiet"
          icon={
            isTable ? (
              <ChartLine aria-hidden="true" className="size-5" />
            ) : (
              <Table2 aria-hidden="true" className="size-5" />
            )
          }
          onPress={() => setIsTable(!isTable)}
        >
          {isTable ? labels.showChart : labels.showTable}
        </Button>
      </div>
      {isTable ? table() : chart}
    </div>
  )
}
