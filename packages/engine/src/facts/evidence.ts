/**
 * What the rules rest on. Grade A: guideline, trial or meta-analysis; B: large cohort or validated instrument;
 * C: small study or consensus; D: our own heuristic. `checked: false` marks a source cited from memory: its numbers
 * are to be compared with the paper before a rule leans on it any harder.
 */
import * as z from 'zod/mini'

export const Grade = z.enum(['A', 'B', 'C', 'D'])
export type Grade = z.infer<typeof Grade>

export interface Evidence {
  readonly grade: Grade
  readonly cite: string
  readonly checked: boolean
}

const table = {
  'own-usual': {
    grade: 'D',
    cite: 'Median and scaled median absolute deviation (Leys 2013) of 28 valid days; floors per metric and the 2-spread limit are our own.',
    checked: false,
  },
  'adult-sleep-need': {
    grade: 'A',
    cite: 'AASM/SRS 2015 and National Sleep Foundation 2015: adults need 7 hours or more a night.',
    checked: false,
  },
  'sleep-efficiency': {
    grade: 'C',
    cite: 'Ohayon 2017: 85 % of the time in bed or more is good sleep efficiency, below 75 % is poor.',
    checked: false,
  },
  'sleep-timing': {
    grade: 'B',
    cite: 'Huang 2020 (MESA): a spread of sleep timing above 60 minutes is irregular, above 90 markedly so.',
    checked: false,
  },
  'sleep-regularity': {
    grade: 'B',
    cite: 'Sleep Regularity Index: Phillips 2017; Windred 2024 (60,977 people) and Cribb 2023 (88,975) differ in level, so it is compared with the own past only.',
    checked: true,
  },
  'sleep-debt': {
    grade: 'C',
    cite: 'Van Dongen 2003: lost sleep adds up over two weeks.',
    checked: false,
  },
  'fixed-wake-time': {
    grade: 'B',
    cite: 'A fixed wake time steadies sleep timing (behavioural sleep medicine practice; Huang 2020).',
    checked: false,
  },
  'earlier-bedtime': {
    grade: 'C',
    cite: 'Moving bedtime forward in steps of at most 30 minutes while the wake time stays.',
    checked: false,
  },
  'activity-guideline': {
    grade: 'A',
    cite: 'WHO 2020: adults 150 to 300 minutes of moderate activity a week.',
    checked: false,
  },
  'steps-mortality': {
    grade: 'A',
    cite: 'Paluch 2022 (15 cohorts, 47,471 people): benefit levels off at 8,000 to 10,000 steps below age 60 and 6,000 to 8,000 above; Ding 2025.',
    checked: true,
  },
  'step-goal': {
    grade: 'B',
    cite: 'A goal near the own two-week median works better than a fixed one.',
    checked: false,
  },
  'resting-heart-rate': {
    grade: 'B',
    cite: 'Quer 2020 (92,457 people): resting heart rate differs between people, and rarely shifts by 3 a minute for a week within one.',
    checked: true,
  },
  'illness-warning': {
    grade: 'B',
    cite: 'Alavi 2022 (NightSignal: 67 of 84 infected people alerted); limits per person by our own simulation: at most 0.9 false nights in 100.',
    checked: true,
  },
  'breathing-rate': {
    grade: 'B',
    cite: 'Miller 2020: breathing rate rose in 20 % of infected people in the two days before symptoms.',
    checked: true,
  },
  'hrv-week': {
    grade: 'C',
    cite: 'Plews 2014 (athletes); by our simulation the week lies below -1 in 3.1 % of weeks without any change.',
    checked: true,
  },
  'easy-day': {
    grade: 'C',
    cite: 'Training guided by heart-rate variability: keep it easy while the week is below usual (Plews 2014).',
    checked: true,
  },
  'recovery-index': {
    grade: 'D',
    cite: 'Our own summary of the deviations of a night; shown with its parts and used by no rule.',
    checked: true,
  },
  trend: {
    grade: 'D',
    cite: 'Theil-Sen slope with the Mann-Kendall test corrected by Hamed and Rao 1998.',
    checked: true,
  },
  news2: {
    grade: 'C',
    cite: 'Bands of the National Early Warning Score 2 for heart rate, oxygen and temperature.',
    checked: false,
  },
} as const satisfies Record<string, Evidence>

export type EvidenceId = keyof typeof table

export const evidenceIds = Object.keys(table) as readonly EvidenceId[]

export const EvidenceId = z.enum(evidenceIds)

/** The row of a source. */
export function evidence(id: EvidenceId): Evidence {
  return table[id]
}
