import type { UiLabels } from '../labels.ts'
import type { uiMessages } from './en.ts'

/** An app's translator for the `ui` part of its catalogue. */
export type UiTranslate = (key: keyof typeof uiMessages, values?: Record<string, string | number>) => string

/** The words for `UiProvider` from an app's catalogue. */
export function makeUiLabels(translate: UiTranslate, locale: string): UiLabels {
  const list = new Intl.ListFormat(locale, { type: 'unit' })
  return {
    close: translate('close'),
    working: translate('working'),
    notifications: translate('notifications'),
    zoomIn: translate('zoomIn'),
    zoomOut: translate('zoomOut'),
    zoomReset: translate('zoomReset'),
    earlier: translate('earlier'),
    later: translate('later'),
    showTable: translate('showTable'),
    showChart: translate('showChart'),
    time: translate('time'),
    value: translate('value'),
    day: translate('day'),
    weekFrom: (from) => translate('weekFrom', { from }),
    stage: translate('stage'),
    from: translate('from'),
    until: translate('until'),
    noData: translate('noData'),
    marks: translate('marks'),
    less: translate('less'),
    more: translate('more'),
    chartKeys: translate('chartKeys'),
    gridKeys: translate('gridKeys'),
    hasReadings: translate('hasReadings'),
    lowest: translate('lowest'),
    highest: translate('highest'),
    usualRange: translate('usualRange'),
    stages: {
      awake: translate('stageAwake'),
      rem: translate('stageRem'),
      light: translate('stageLight'),
      deep: translate('stageDeep'),
      asleep: translate('stageAsleep'),
    },
    seriesSummary: (summary) => translate('seriesSummary', { ...summary }),
    sleepSummary: ({ label, from, until, stages }) => {
      const parts = stages.map((stage) => translate('sleepStage', { ...stage }))
      return translate('sleepSummary', { label, from, until, stages: list.format(parts) })
    },
    sleepStretch: (stretch) => translate('sleepStretch', { ...stretch }),
    calendarSummary: ({ label, from, until, lowest, highest, daysWithoutData }) =>
      translate('calendarSummary', { label, from, until, lowest, highest, missing: daysWithoutData }),
    tooManyFiles: (filesMax) => translate('tooManyFiles', { filesMax }),
    tableShortened: (rows) => translate('tableShortened', { ...rows }),
  }
}
