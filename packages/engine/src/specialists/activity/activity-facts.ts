/** The facts of the activity specialist: steps and active minutes against the own usual and the weekly guideline. */
import type { Fact } from '../../facts/fact.ts'
import { makeFact } from '../../facts/make-fact.ts'
import { baselineRuleOf, type Measure, measuredPoints } from '../../facts/measure.ts'
import {
  baselineGap,
  commonOf,
  dayFact,
  directionOf,
  gapOf,
  lastDayOf,
  trendFact,
  usualDraft,
  weekFact,
} from '../../facts/measure-facts.ts'
import type { Snapshot } from '../../snapshot/snapshot.ts'
import { baselineBefore } from '../../statistics/baseline.ts'
import { mean, median } from '../../statistics/robust.ts'
import { type Point, valuesOf, within } from '../../statistics/series.ts'
import { activeMinutes, steps } from './activity-measures.ts'

/** Nothing about what is not in the snapshot. */
export function activityFacts(snapshot: Snapshot): Fact[] {
  const has = (measure: Measure) => measuredPoints(snapshot, measure).length > 0
  return [
    ...(has(steps)
      ? [
          dayFact(snapshot, steps),
          weekFact(snapshot, steps, 4),
          trendFact(snapshot, steps),
          goalFact(snapshot),
        ]
      : []),
    ...(has(activeMinutes) ? [guidelineFact(snapshot)] : []),
  ]
}

const goalDays = 14
const goalDaysMin = 10
/** The benefit of steps levels off at 8,000 to 10,000 below age 60 and 6,000 to 8,000 above: 8,000 is in both. */
const plateauSteps = 8000

/** The next step goal: the own two-week median plus 15 %, at most 1,000 more, never beyond the plateau. */
function goalFact(snapshot: Snapshot): Fact {
  const points = measuredPoints(snapshot, steps)
  const last = lastDayOf(snapshot, steps)
  const window = [last - goalDays + 1, last] as const
  const recent = within(points, ...window)
  if (recent.length < goalDaysMin) return gapOf(snapshot, steps, 'goal', points, window, goalDays)
  const level = median(valuesOf(recent))
  const raised = Math.min(level * 1.15, level + 1000, plateauSteps)
  return makeFact(snapshot, {
    ...commonOf(steps, 'goal', points),
    window,
    value: Math.ceil(raised / 100) * 100,
    delta: Math.ceil(raised / 100) * 100 - level,
    halfWidth: 0,
    relevantChange: steps.relevantChange,
    grade: 'B',
    evidence: ['step-goal', 'steps-mortality'],
    method: 'median of 14 days plus 15 %, at most 1,000 more and at most 8,000',
    message: 'fact.steps.goal',
    parameters: { level: Math.round(level) },
  })
}

const weekDays = 7
const validDaysMin = 5
const guidelineMinutes = 150

/** Sources write no entry for a day without activity: a day with steps and no active minutes has none, not a gap. */
function activePoints(snapshot: Snapshot): Point[] {
  const active = new Map(measuredPoints(snapshot, activeMinutes).map(({ day, value }) => [day, value]))
  for (const { day } of measuredPoints(snapshot, steps)) if (!active.has(day)) active.set(day, 0)
  return [...active].map(([day, value]) => ({ day, value })).sort((left, right) => left.day - right.day)
}

/** Active minutes of the week, scaled up for missing days, beside the guideline and the own usual week. */
function guidelineFact(snapshot: Snapshot): Fact {
  const points = activePoints(snapshot)
  const last = lastDayOf(snapshot, activeMinutes)
  const window = [last - weekDays + 1, last] as const
  const week = within(points, ...window)
  if (week.length < validDaysMin) return gapOf(snapshot, activeMinutes, 'week', points, window, weekDays)
  const baseline = baselineBefore(points, window[0], baselineRuleOf(activeMinutes))
  if (baseline === null) return baselineGap(snapshot, activeMinutes, 'week', points, window[0])
  const usual = usualDraft(activeMinutes, baseline)
  const weekly = (day: number) => day * weekDays
  const usualWeek = weekly(mean(valuesOf(within(points, baseline.from, baseline.to))))
  const value = weekly(mean(valuesOf(week)))
  return makeFact(snapshot, {
    ...commonOf(activeMinutes, 'week', points),
    window,
    value,
    usual: { ...usual, median: usualWeek, low: usualWeek - 60, high: usualWeek + 60 },
    delta: value - usualWeek,
    direction: directionOf(value - usualWeek, 60),
    halfWidth: 0,
    relevantChange: activeMinutes.relevantChange,
    evidence: ['activity-guideline'],
    method: 'sum of the week, scaled to seven days, beside 150 minutes',
    message: 'fact.active-minutes.week',
    parameters: { guideline: guidelineMinutes },
  })
}
