/** Apple's category values as the numbers of our code tables. Every value that HealthKit documents is here. */
import { type CodeTableId, codeTable } from '@nornos/health-model'

const WORDS: Partial<Record<CodeTableId, Readonly<Record<string, string>>>> = {
  sleep_stage: {
    SleepAnalysisInBed: 'in_bed',
    SleepAnalysisAsleep: 'asleep_unspecified',
    SleepAnalysisAsleepUnspecified: 'asleep_unspecified',
    SleepAnalysisAwake: 'awake',
    SleepAnalysisAsleepCore: 'light',
    SleepAnalysisAsleepDeep: 'deep',
    SleepAnalysisAsleepREM: 'rem',
  },
  stand_hours: { AppleStandHourStood: 'stood', AppleStandHourIdle: 'idle' },
  menstrual_flow: {
    MenstrualFlowNone: 'none',
    MenstrualFlowUnspecified: 'unspecified',
    MenstrualFlowLight: 'light',
    MenstrualFlowMedium: 'medium',
    MenstrualFlowHeavy: 'heavy',
    VaginalBleedingNone: 'none',
    VaginalBleedingUnspecified: 'unspecified',
    VaginalBleedingLight: 'light',
    VaginalBleedingMedium: 'medium',
    VaginalBleedingHeavy: 'heavy',
  },
  ovulation_test: {
    OvulationTestResultNegative: 'negative',
    OvulationTestResultPositive: 'luteinising_surge',
    OvulationTestResultLuteinizingHormoneSurge: 'luteinising_surge',
    OvulationTestResultEstrogenSurge: 'estrogen_surge',
    OvulationTestResultIndeterminate: 'indeterminate',
  },
  cervical_mucus: {
    CervicalMucusQualityDry: 'dry',
    CervicalMucusQualitySticky: 'sticky',
    CervicalMucusQualityCreamy: 'creamy',
    CervicalMucusQualityWatery: 'watery',
    CervicalMucusQualityEggWhite: 'egg_white',
  },
  pregnancy: {
    // A Pregnancy record has no value of its own: that it is there is what it says.
    NotApplicable: 'pregnant',
    PregnancyTestResultNegative: 'test_negative',
    PregnancyTestResultPositive: 'test_positive',
    PregnancyTestResultIndeterminate: 'test_indeterminate',
  },
  contraceptive: {
    ContraceptiveUnspecified: 'unspecified',
    ContraceptiveImplant: 'implant',
    ContraceptiveInjection: 'injection',
    ContraceptiveIntrauterineDevice: 'intrauterine_device',
    ContraceptiveIntravaginalRing: 'intravaginal_ring',
    ContraceptiveOral: 'oral',
    ContraceptivePatch: 'patch',
  },
}

const PREFIX = 'HKCategoryValue'

/** The code of a category value in a table, or NaN when the table has none for it. */
export function categoryCode(table: CodeTableId, value: string): number {
  const word = WORDS[table]?.[value.startsWith(PREFIX) ? value.slice(PREFIX.length) : value]
  const code = word === undefined ? -1 : codeTable(table).indexOf(word)
  return code < 0 ? Number.NaN : code
}
