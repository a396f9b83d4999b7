/** Tests by the names that laboratories print in several languages, for those that are metrics of their own. */
import { type MetricId, unitConversion } from '@nornos/health-model'
import { ucumOf } from './printed-unit.ts'

const OTHER = 'lab_other'
/** Of urine, of a ratio or a share, or of something that only sounds alike. */
const NOT_THESE =
  /urin|\bratio\b|quotient|index|non[- ]?hdl|\/|clearance|mean corp|\bmch|liquor|csf|stool|stuhl|saliva|transferrin|albumin|antibod|1[,.]25|bilirubin/i
const TESTS: readonly (readonly [RegExp, MetricId])[] = [
  [/\bhb ?a1c\b|a1c|glyco?[sz]?yl|glykohäm|hémoglobine glyqu/i, 'hba1c'],
  [/\bldl\b/i, 'ldl'],
  [/\bhdl\b/i, 'hdl'],
  [
    /^(?:total )?(?:chol|colesterol|cholest)\w*(?:,? ?(?:total|gesamt|serum))?$|^gesamt-?cholesterin$/i,
    'cholesterol_total',
  ],
  [/triglyc|triglyz|triglic/i, 'triglycerides'],
  [/^(?:s-|serum[ -]?)?(?:creat|kreat|créat)inin[ae]?\b/i, 'creatinine'],
  [/\be?gfr\b|glomerul/i, 'egfr'],
  [/^h(?:a?e|ä|é)mo?glob\w*(?: \(?hb\)?)?$|^hb$|^hgb$|^hemoglobin\b/i, 'hemoglobin'],
  [/\bcrp\b|c-?reacti/i, 'crp'],
  [/\btsh\b|thyr\w*[ -]stim/i, 'tsh'],
  [/ferritin|ferritina/i, 'ferritin'],
  [/25[- ]?\(?oh\)?|vitamin[ae]? d\b|vit\.? ?d\b|calcidiol/i, 'vitamin_d'],
]

/** The metric that a printed name and unit are sure to mean, else `lab_other`. */
export function metricOfTest(name: string, unit: string): MetricId {
  const plain = name.trim()
  const known = TESTS.find(([shape]) => shape.test(plain))
  if (known === undefined) return OTHER
  const [, metric] = known
  if (NOT_THESE.test(plain) && !(metric === 'hba1c' || metric === 'crp')) return OTHER
  if (/\bratio\b|quotient|urin/i.test(plain)) return OTHER
  return unitConversion(metric, ucumOf(unit)).ok ? metric : OTHER
}
