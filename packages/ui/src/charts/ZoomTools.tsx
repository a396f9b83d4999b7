'use client'
import { ChevronLeft, ChevronRight, RotateCcw, ZoomIn, ZoomOut } from 'lucide-react'
import { IconButton } from '../actions/IconButton.tsx'
import { useUi } from '../UiProvider.tsx'
import { isWhole, moveRange, type Range } from './zoom.ts'

export interface ZoomToolsProps {
  readonly range: Range
  readonly limits: Range
  readonly onChange: (range: Range) => void
}

/** Everything that drag does, as buttons (WCAG 2.5.7). */
export function ZoomTools({ range, limits, onChange }: ZoomToolsProps) {
  const { labels } = useUi()
  const whole = isWhole(range, limits)
  const move = (kind: 'in' | 'out' | 'earlier' | 'later') => () => onChange(moveRange(range, limits, kind))
  return (
    <div className="flex">
      <IconButton
        label={labels.earlier}
        icon={<ChevronLeft />}
        isDisabled={range.from <= limits.from}
        onPress={move('earlier')}
      />
      <IconButton
        label={labels.later}
        icon={<ChevronRight />}
        isDisabled={range.until >= limits.until}
        onPress={move('later')}
      />
      <IconButton label={labels.zoomIn} icon={<ZoomIn />} onPress={move('in')} />
      <IconButton label={labels.zoomOut} icon={<ZoomOut />} isDisabled={whole} onPress={move('out')} />
      <IconButton
        label={labels.zoomReset}
        icon={<RotateCcw />}
        isDisabled={whole}
        onPress={() => onChange(limits)}
      />
    </div>
  )
}
