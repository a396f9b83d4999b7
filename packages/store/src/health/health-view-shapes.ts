/** The shapes of Health's own views. Times are milliseconds since 1970, UTC. */
import type {
  GlucoseProfile,
  LocalDay,
  MetricId,
  RecordId,
  RouteFigures,
  RoutePoint,
  SourceId,
} from '@nornos/health-model'

export interface SourceCardView {
  readonly sourceId: SourceId
  readonly name: string
  readonly manufacturer: string
  readonly model: string
  readonly metrics: readonly { readonly metric: MetricId; readonly samples: number }[]
  readonly samples: number
  readonly from: number
  readonly to: number
}

export interface CoverageView {
  readonly metric: MetricId
  readonly days: readonly LocalDay[]
}

export interface GlucoseView {
  readonly source: string
  readonly profile: GlucoseProfile
}

export interface PressureView {
  readonly at: number
  /** mmHg */
  readonly systolic: number
  readonly diastolic: number
  /** From four until before twelve is morning, from 16 on evening, by the clock of the person. */
  readonly part: 'morning' | 'evening' | 'other'
  readonly source: string
}

export interface RecordingView {
  readonly recordId: RecordId
  readonly at: number
}

export interface EcgView extends RecordingView {
  readonly samplesPerSecond: number
  /** Microvolt; NaN where nothing was measured. */
  readonly microvolts: Float32Array
  readonly source: string
  /** What the device wrote beside it. */
  readonly note: string
}

export interface AudiogramView extends RecordingView {
  /** Hearing thresholds, dB of hearing level; null where an ear was not tested. */
  readonly tones: readonly {
    readonly hertz: number
    readonly left: number | null
    readonly right: number | null
  }[]
}

export interface WorkoutDetailView {
  readonly route: readonly RoutePoint[]
  /** Metres from the start, one for each point of `route`. */
  readonly along: readonly number[]
  readonly figures: Omit<RouteFigures, 'along'> | null
  readonly heartRate: { readonly lowest: number; readonly mean: number; readonly highest: number } | null
}
