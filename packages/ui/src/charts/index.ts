/** Charts, apart from the other primitives because only some screens load them. Points come reduced to pixels. */

export { CalendarHeatmap, type CalendarHeatmapProps } from './CalendarHeatmap.tsx'
export type { CalendarDay } from './calendar-grid.ts'
export { Hypnogram, type HypnogramProps } from './Hypnogram.tsx'
export type { SeriesShape, TimeMark, UsualRange } from './plot.ts'
export { Sparkline, type SparklineProps } from './Sparkline.tsx'
export type { Series } from './series.ts'
export type { SleepSegment } from './sleep-rows.ts'
export { TimeSeries, type TimeSeriesProps } from './TimeSeries.tsx'
export type { TimeStep } from './time-step.ts'
export type { Range } from './zoom.ts'
