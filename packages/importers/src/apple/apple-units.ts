/** How Apple spells units, and what they are in UCUM. `shift` moves the decimal point while the value is read. */

export interface ReportedUnit {
  readonly unit: string
  readonly shift: number
}

const SPELLINGS: Readonly<Record<string, string>> = {
  'count/min': '/min',
  'count/s': '/s',
  mmHg: 'mm[Hg]',
  degC: 'Cel',
  degF: '[degF]',
  lb: '[lb_av]',
  st: '[stone_av]',
  oz: '[oz_av]',
  mi: '[mi_i]',
  yd: '[yd_i]',
  ft: '[ft_i]',
  in: '[in_i]',
  Cal: 'kcal',
  hr: 'h',
  mcg: 'ug',
  mcS: 'uS',
  IU: '[IU]',
  fl_oz_us: '[foz_us]',
  cup_us: '[cup_us]',
  pt_us: '[pt_us]',
  'km/hr': 'km/h',
  'mi/hr': '[mi_i]/h',
  'ft/s': '[ft_i]/s',
  dBASPL: 'dB[SPL]',
  'mL/min·kg': 'mL/min/kg',
  'mL/kg·min': 'mL/min/kg',
  // One MET is one kilocalorie per kilogram and hour.
  'kcal/hr·kg': '{MET}',
  'kcal/kg·hr': '{MET}',
  appleEffortScore: '{score}',
}

const MOLAR = /^([mu]?mol)<[\d.]+>\//

/** The UCUM unit of an Apple unit. A bare count is the metric's own unit; `%` is printed as a fraction. */
export function reportedUnit(appleUnit: string, metricUnit: string): ReportedUnit {
  if (appleUnit === 'count' || appleUnit === '') return { unit: metricUnit, shift: 0 }
  if (appleUnit === '%') return { unit: '%', shift: 2 }
  const plain = appleUnit.replace(MOLAR, '$1/')
  return { unit: SPELLINGS[plain] ?? plain, shift: 0 }
}
