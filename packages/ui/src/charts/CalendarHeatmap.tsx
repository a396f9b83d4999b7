'use client'
import { useEffect, useRef } from 'react'
import { type DataTone, dataToneText } from '../tones.ts'
import { useUi } from '../UiProvider.tsx'
import { ChartFrame } from './ChartFrame.tsx'
import { ChartTable } from './ChartTable.tsx'
import { type CalendarDay, calendarCells, monthStarts } from './calendar-grid.ts'
import { useValueCursor, type ValueCursor } from './use-value-cursor.ts'
import { WalkedPicture } from './WalkedPicture.tsx'

export interface CalendarHeatmapProps {
  /** "Steps, last six months" */
  readonly label: string
  readonly unit: string
  /** Each day once, in order, days without data included as `null`. */
  readonly days: readonly CalendarDay[]
  readonly tone: DataTone
  readonly digits?: number | undefined
}

/** Days as squares: darker is more, an outline is a day without data. Scrolls sideways, newest in view. */
export function CalendarHeatmap({ label, unit, days, tone, digits = 0 }: CalendarHeatmapProps) {
  const { labels, formats } = useUi()
  const values = days.map((entry) => entry.value).filter((value) => value !== null)
  const figure = (value: number) => `${formats.number(value, digits)} ${unit}`
  const [first, last] = [days[0], days.at(-1)]
  const summary =
    first && last && values.length > 0
      ? labels.calendarSummary({
          label,
          from: formats.day(first.day),
          until: formats.day(last.day),
          daysWithData: values.length,
          daysWithoutData: days.length - values.length,
          lowest: figure(Math.min(...values)),
          highest: figure(Math.max(...values)),
        })
      : `${label}: ${labels.noData}`
  const cursor = useValueCursor(days.length)
  const chosen = cursor.at === null ? undefined : days[cursor.at]
  const text = chosen
    ? `${formats.day(chosen.day)} · ${chosen.value === null ? labels.noData : figure(chosen.value)}`
    : null
  return (
    <ChartFrame
      readout={text ?? summary}
      chart={<CalendarPicture {...{ days, tone, summary, cursor, text }} />}
      table={() => (
        <ChartTable
          caption={label}
          rows={days.toReversed()}
          rowKey={(entry) => entry.day}
          columns={[
            { key: 'day', head: labels.day, cell: (entry) => formats.day(entry.day) },
            {
              key: 'value',
              head: `${labels.value} (${unit})`,
              align: 'right',
              cell: (entry) => (entry.value === null ? labels.noData : formats.number(entry.value, digits)),
            },
          ]}
        />
      )}
    />
  )
}

const CELL = 16
const GAP = 4
const HEAD = 24
/** Opacity of each fifth; the lowest is still visible on paper. */
const OPACITY = [0, 0.22, 0.42, 0.62, 0.8, 1]

interface PictureProps {
  readonly days: readonly CalendarDay[]
  readonly tone: DataTone
  readonly summary: string
  readonly cursor: ValueCursor
  readonly text: string | null
}

function CalendarPicture({ days, tone, summary, cursor, text }: PictureProps) {
  const { formats } = useUi()
  const scroller = useRef<HTMLDivElement>(null)
  const cells = calendarCells(days, firstWeekday(formats.locale))
  const weeks = (cells.at(-1)?.week ?? 0) + 1
  const month = new Intl.DateTimeFormat(formats.locale, { month: 'short', timeZone: 'UTC' })
  useEffect(() => {
    const element = scroller.current
    if (element && days.length > 0) element.scrollLeft = element.scrollWidth
  }, [days])
  const chosen = cursor.at === null ? undefined : cells[cursor.at]
  const chosenX = chosen === undefined ? null : chosen.week * (CELL + GAP) + 2
  useEffect(() => {
    const element = scroller.current
    if (element === null || chosenX === null) return
    const { clientWidth, scrollLeft } = element
    if (chosenX < scrollLeft || chosenX + CELL > scrollLeft + clientWidth)
      element.scrollLeft = chosenX - clientWidth / 2
  }, [chosenX])
  return (
    <div className="flex flex-col gap-2">
      <WalkedPicture ref={scroller} value={text} className="overflow-x-auto" {...{ summary, cursor }}>
        <svg
          aria-hidden="true"
          width={weeks * (CELL + GAP) + GAP}
          height={HEAD + 7 * (CELL + GAP)}
          className={`block ${dataToneText[tone]}`}
        >
          {monthStarts(cells).map((start) => (
            <text key={start.day} x={start.week * (CELL + GAP) + 2} y="14" className="fill-muted text-small">
              {month.format(Date.parse(start.day))}
            </text>
          ))}
          {cells.map((cell, at) => (
            <rect
              key={cell.day}
              pointerEvents="all"
              onPointerEnter={() => cursor.show(at)}
              x={cell.week * (CELL + GAP) + 2}
              y={HEAD + cell.weekday * (CELL + GAP)}
              width={CELL}
              height={CELL}
              rx="3"
              {...(cell.step === 0
                ? { fill: 'none', className: 'stroke-line' }
                : { fill: 'currentColor', fillOpacity: OPACITY[cell.step] ?? 1 })}
            />
          ))}
          {chosen && chosenX !== null ? (
            <rect
              x={chosenX - 1}
              y={HEAD + chosen.weekday * (CELL + GAP) - 1}
              width={CELL + 2}
              height={CELL + 2}
              rx="4"
              fill="none"
              strokeWidth="2"
              className="stroke-fg"
            />
          ) : null}
        </svg>
      </WalkedPicture>
      <CalendarKey tone={tone} />
    </div>
  )
}

function CalendarKey({ tone }: { readonly tone: DataTone }) {
  const { labels } = useUi()
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-label text-muted">
      <span className="flex items-center gap-2">
        {labels.less}
        <svg aria-hidden="true" width="96" height="16" className={dataToneText[tone]}>
          {OPACITY.slice(1).map((opacity, at) => (
            <rect
              key={opacity}
              x={at * 20}
              width="16"
              height="16"
              rx="3"
              fill="currentColor"
              fillOpacity={opacity}
            />
          ))}
        </svg>
        {labels.more}
      </span>
      <span className="flex items-center gap-2">
        <span aria-hidden="true" className="size-4 rounded-[3px] border border-line-strong" />
        {labels.noData}
      </span>
    </p>
  )
}

/** 1 is Monday. Browsers that cannot tell get Monday, as in ISO 8601. */
function firstWeekday(locale: string): number {
  const parsed: Intl.Locale & { getWeekInfo?: () => { firstDay: number } } = new Intl.Locale(locale)
  return parsed.getWeekInfo?.().firstDay ?? 1
}
