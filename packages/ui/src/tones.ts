/** The colours that data may have, by what is measured. Series also differ by label, never by colour alone. */
export type DataTone =
  | 'accent'
  | 'heart'
  | 'hrv'
  | 'sleep'
  | 'activity'
  | 'oxygen'
  | 'temperature'
  | 'glucose'

/** Whole class names, because Tailwind finds them by reading this file. */
export const dataToneText: Readonly<Record<DataTone, string>> = {
  accent: 'text-accent',
  heart: 'text-heart',
  hrv: 'text-hrv',
  sleep: 'text-sleep',
  activity: 'text-activity',
  oxygen: 'text-oxygen',
  temperature: 'text-temperature',
  glucose: 'text-glucose',
}

/** What a message is about. `danger` is only for what needs action now. */
export type StatusTone = 'neutral' | 'info' | 'ok' | 'warn' | 'danger'

export const statusToneSoft: Readonly<Record<StatusTone, string>> = {
  neutral: 'border-line bg-sunken',
  info: 'border-info bg-info-soft',
  ok: 'border-ok bg-ok-soft',
  warn: 'border-warn bg-warn-soft',
  danger: 'border-danger bg-danger-soft',
}

export const statusToneText: Readonly<Record<StatusTone, string>> = {
  neutral: 'text-muted',
  info: 'text-info',
  ok: 'text-ok',
  warn: 'text-warn',
  danger: 'text-danger',
}
