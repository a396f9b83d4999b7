/**
 * The units that sources use, by dimension. Within a dimension every unit is a multiple of the same base, so that any
 * two convert. A unit is spelt in UCUM or as a vendor spells it; both stand here. Read next: convert.ts.
 */

/** How many of the base unit one of this unit is. */
export type UnitTable = Readonly<Record<string, number>>

const length: UnitTable = {
  m: 1,
  km: 1000,
  cm: 0.01,
  mm: 0.001,
  mi: 1609.344,
  '[mi_i]': 1609.344,
  ft: 0.3048,
  '[ft_i]': 0.3048,
  in: 0.0254,
  '[in_i]': 0.0254,
  // The survey inch, which clinical programs write for the plain one.
  '[in_us]': 100 / 3937,
  yd: 0.9144,
  '[yd_i]': 0.9144,
}

const pound = 0.45359237

const mass: UnitTable = {
  kg: 1,
  g: 0.001,
  mg: 1e-6,
  ug: 1e-9,
  mcg: 1e-9,
  lb: pound,
  '[lb_av]': pound,
  oz: pound / 16,
  '[oz_av]': pound / 16,
  st: pound * 14,
  '[stone_av]': pound * 14,
}

/** `Cal` is the kilocalorie of food labels and of Apple; `cal` is a thousandth of it. */
const energy: UnitTable = { kcal: 1, Cal: 1, '[Cal]': 1, cal: 0.001, kJ: 1 / 4.184, J: 1 / 4184 }

const duration: UnitTable = { s: 1, ms: 0.001, us: 1e-6, min: 60, h: 3600, hr: 3600, d: 86_400 }

const perTime: UnitTable = {
  '/min': 1,
  'count/min': 1,
  '{beats}/min': 1,
  '{breaths}/min': 1,
  bpm: 1,
  '/s': 60,
  'count/s': 60,
  Hz: 60,
}

const speed: UnitTable = {
  'm/s': 1,
  'km/h': 1 / 3.6,
  'km/hr': 1 / 3.6,
  'mi/h': 0.44704,
  'mi/hr': 0.44704,
  '[mi_i]/h': 0.44704,
  mph: 0.44704,
  'ft/s': 0.3048,
}

const pressure: UnitTable = { 'mm[Hg]': 1, mmHg: 1, kPa: 1 / 0.133322387415, 'cm[H2O]': 1 / 1.35951 }

const volume: UnitTable = {
  L: 1,
  l: 1,
  dL: 0.1,
  cL: 0.01,
  mL: 0.001,
  ml: 0.001,
  fl_oz_us: 0.0295735295625,
  '[foz_us]': 0.0295735295625,
  fl_oz_imp: 0.0284130625,
  '[foz_br]': 0.0284130625,
  cup_us: 0.2365882365,
  '[cup_us]': 0.2365882365,
}

const flow: UnitTable = { 'L/min': 1, 'L/s': 60, 'mL/s': 0.06, 'mL/min': 0.001 }

/** Grams per litre. */
export const massConcentration: UnitTable = {
  'g/L': 1,
  'g/dL': 10,
  'g/mL': 1000,
  'mg/dL': 0.01,
  'mg/L': 0.001,
  'mg/mL': 1,
  'ug/dL': 1e-5,
  'ug/L': 1e-6,
  'mcg/L': 1e-6,
  'ug/mL': 0.001,
  'ng/mL': 1e-6,
  'ng/dL': 1e-8,
  'ng/L': 1e-9,
  'pg/mL': 1e-9,
}

/** Moles per litre. */
export const molarConcentration: UnitTable = {
  'mol/L': 1,
  'mmol/L': 0.001,
  'umol/L': 1e-6,
  'nmol/L': 1e-9,
  'pmol/L': 1e-12,
  'mmol/dL': 0.01,
}

const internationalUnits: UnitTable = { '[IU]': 1, '[iU]': 1, IU: 1, U: 1 }

const internationalUnitConcentration: UnitTable = {
  'm[IU]/L': 1,
  'm[iU]/L': 1,
  'mIU/L': 1,
  'u[IU]/mL': 1,
  'u[iU]/mL': 1,
  'uIU/mL': 1,
  'mU/L': 1,
}

/** Apple writes the dot of `mL/min·kg` as U+00B7 and means per minute and kilogram. */
const oxygenUptake: UnitTable = {
  'mL/min/kg': 1,
  'mL/(kg.min)': 1,
  'mL/kg/min': 1,
  'mL/min·kg': 1,
  'ml/(kg*min)': 1,
}

const filtration: UnitTable = {
  'mL/min/{1.73_m2}': 1,
  'mL/min/1.73m2': 1,
  'mL/min/1.73 m2': 1,
  'mL/min/1.73m*2': 1,
  'mL/min/{1.73m2}': 1,
}

/** Apple prints a body mass index with the unit `count`. */
const bodyMassIndex: UnitTable = { 'kg/m2': 1, 'kg/m^2': 1, 'kg/m²': 1, count: 1 }

const effort: UnitTable = { '{MET}': 1, MET: 1, 'kcal/hr·kg': 1, 'kcal/(kg.h)': 1, '1': 1 }

/** A share of one hundred. The unit `1` is a fraction; Apple prints fractions with a percent sign. */
const share: UnitTable = { '%': 1, '1': 100 }

const temperatureDifference: UnitTable = { K: 1, Cel: 1, degC: 1, '[degF]': 5 / 9, degF: 5 / 9 }

const potential: UnitTable = { uV: 1, mcV: 1, mV: 1000, V: 1e6 }
const conductance: UnitTable = { uS: 1, mcS: 1, mS: 1000, S: 1e6 }
const power: UnitTable = { W: 1, kW: 1000 }
const loudness: UnitTable = { 'dB[SPL]': 1, dBASPL: 1, dB: 1 }
const years: UnitTable = { a: 1, yr: 1, year: 1, years: 1 }

/** The table that converts into a canonical unit of the catalogue, or null for plain numbers and temperatures. */
export function tableOfCanonicalUnit(unit: string): UnitTable | null {
  if (unit === '1') return null
  return tables.find((table) => Object.hasOwn(table, unit)) ?? null
}

const tables: readonly UnitTable[] = [
  length,
  mass,
  energy,
  duration,
  perTime,
  speed,
  pressure,
  volume,
  flow,
  massConcentration,
  molarConcentration,
  internationalUnits,
  internationalUnitConcentration,
  oxygenUptake,
  filtration,
  bodyMassIndex,
  effort,
  share,
  temperatureDifference,
  potential,
  conductance,
  power,
  loudness,
  years,
]
