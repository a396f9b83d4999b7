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
  const [isTable, setIsTable] = useState(false)
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p className="figures flex-1 basis-64 text-label text-muted">{isTable ? null : readout}</p>
        <div className="-ml-3 flex flex-wrap items-center gap-x-3">
          {isTable ? null : tools}
          <span className="ml-3">
            <TableButton isTable={isTable} onPress={() => setIsTable(!isTable)} />
          </span>
        </div>
      </div>
      {isTable ? table() : chart}
    </div>
  )
}

function TableButton({ isTable, onPress }: { readonly isTable: boolean; readonly onPress: () => void }) {
  const { labels } = useUi()
  const Icon = isTable ? ChartLine : Table2
  return (
    <Button tone="quiet" icon={<Icon aria-hidden="true" className="size-5" />} onPress={onPress}>
      {isTable ? labels.showChart : labels.showTable}
    </Button>
  )
}
