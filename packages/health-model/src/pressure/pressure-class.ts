/**
 * Blood pressure in the words of named guidelines. A class is a range on a chart, not a diagnosis: the limits are those
 * for readings in an office, and one reading decides nothing.
 */

export interface PressurePair {
  /** mmHg */
  readonly systolic: number
  readonly diastolic: number
}

export interface PressureClass {
  readonly id: string
  /** As the guideline calls it. */
  readonly title: string
  /** From here on, either of the two is enough. */
  readonly systolicFrom: number
  readonly diastolicFrom: number
}

export interface PressureGuideline {
  readonly title: string
  /** From the lowest to the highest. */
  readonly classes: readonly PressureClass[]
}

export type PressureGuidelineId = 'esh2023' | 'aha2017'

function row(id: string, title: string, systolicFrom: number, diastolicFrom: number): PressureClass {
  return { id, title, systolicFrom, diastolicFrom }
}

export const pressureGuidelines: Readonly<Record<PressureGuidelineId, PressureGuideline>> = {
  esh2023: {
    title: 'ESH 2023',
    classes: [
      row('optimal', 'Optimal', 0, 0),
      row('normal', 'Normal', 120, 80),
      row('high_normal', 'High-normal', 130, 85),
      row('grade_1', 'Grade 1', 140, 90),
      row('grade_2', 'Grade 2', 160, 100),
      row('grade_3', 'Grade 3', 180, 110),
    ],
  },
  aha2017: {
    title: 'ACC/AHA 2017',
    classes: [
      row('normal', 'Normal', 0, 0),
      // An elevated systolic value alone; a diastolic value of 80 is stage 1 already.
      row('elevated', 'Elevated', 120, Number.POSITIVE_INFINITY),
      row('stage_1', 'Stage 1', 130, 80),
      row('stage_2', 'Stage 2', 140, 90),
    ],
  },
}

/** The highest class that either value reaches. */
export function pressureClass({ systolic, diastolic }: PressurePair, id: PressureGuidelineId): PressureClass {
  const [lowest, ...higher] = pressureGuidelines[id].classes
  const reached = higher.findLast((one) => systolic >= one.systolicFrom || diastolic >= one.diastolicFrom)
  return reached ?? lowest ?? row('normal', '', 0, 0)
}
