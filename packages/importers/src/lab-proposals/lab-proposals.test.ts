/**
 * Goal: lines of a laboratory's page are proposed with name, number, unit, range and place; sentences, dates and
 * telephone numbers are not.
 * Method: lines made here in the layouts of laboratories, of several languages; each kind of what is no result.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TextLine } from '../pdf/text-lines.ts'
import { proposeResults } from './propose-results.ts'
import { sampleDay } from './sample-day.ts'

/** Cells parted by `|`. */
function line(text: string, bottom = 700): TextLine {
  const cells = text
    .split('|')
    .map((cell, index) => ({ text: cell.trim(), left: index * 100, right: index * 100 + 50 }))
  return { cells, bottom, size: 10 }
}

function propose(text: string) {
  const [proposal] = proposeResults([[line(text)]])
  if (proposal === undefined) return null
  const { metric, name, comparator, value, unit, low, high, flag } = proposal
  return [metric, name, comparator, value, unit, low, high, flag]
}

test('results in the layouts of laboratories', () => {
  for (const [text, expected] of [
    [
      'Hemoglobin | 13.2 | g/dL | 12.0 - 15.5',
      ['hemoglobin', 'Hemoglobin', null, 13.2, 'g/dL', 12, 15.5, ''],
    ],
    [
      'LDL Cholesterol | 161 | H | mg/dL | < 130',
      ['ldl', 'LDL Cholesterol', null, 161, 'mg/dL', null, 130, 'H'],
    ],
    [
      'LDL Cholesterol | 161 H | <130 | mg/dL',
      ['ldl', 'LDL Cholesterol', null, 161, 'mg/dL', null, 130, 'H'],
    ],
    ['TSH | < 0.01 | mIU/L | 0.40-4.00 | L', ['tsh', 'TSH', '<', 0.01, 'mIU/L', 0.4, 4, 'L']],
    ['Kreatinin | 0,92 mg/dl | 0,50 - 0,90', ['creatinine', 'Kreatinin', null, 0.92, 'mg/dl', 0.5, 0.9, '']],
    [
      'Glomerular filtration (eGFR) | ≥90 | mL/min/1.73m2',
      ['egfr', 'Glomerular filtration (eGFR)', '>=', 90, 'mL/min/1.73m2', null, null, ''],
    ],
    [
      '718 | Hämoglobin | 8,4 | mmol/L | 7,4 - 9,9',
      ['hemoglobin', 'Hämoglobin', null, 8.4, 'mmol/L', 7.4, 9.9, ''],
    ],
    ['HbA1c | 5.4 | % | (4.0 - 6.0)', ['hba1c', 'HbA1c', null, 5.4, '%', 4, 6, '']],
    ['Leukozyten | 6,1 | 10³/µl | 4,0 - 10,0', ['lab_other', 'Leukozyten', null, 6.1, '10³/µl', 4, 10, '']],
    [
      'Vitamin D (25-OH): 28,4 ng/ml 30–100',
      ['vitamin_d', 'Vitamin D (25-OH)', null, 28.4, 'ng/ml', 30, 100, ''],
    ],
    ['Platelets 250 x10^9/L 150 - 400', ['lab_other', 'Platelets', null, 250, 'x10^9/L', 150, 400, '']],
    ['INR | 1.1 | 0.9 - 1.2', ['lab_other', 'INR', null, 1.1, '', 0.9, 1.2, '']],
  ] as const)
    assert.deepEqual(propose(text), expected, text)
})

test('what only sounds like a known test is another one', () => {
  for (const [text, metric] of [
    ['Non-HDL cholesterol | 130 | mg/dL', 'lab_other'],
    ['LDL/HDL ratio | 2.1 | ratio | 0 - 3', 'lab_other'],
    ['Creatinine, urine | 90 | mg/dL', 'lab_other'],
    ['Mean corpuscular hemoglobin | 30 | pg | 27 - 33', 'lab_other'],
    ['Hemoglobin A1c | 38 | mmol/mol', 'hba1c'],
    ['hs-CRP | 0.8 | mg/L', 'crp'],
    ['LDL | 130 | U/L', 'lab_other'],
  ] as const)
    assert.equal(propose(text)?.[0], metric, text)
})

test('sentences, dates, addresses and numbers of pages are no results', () => {
  for (const text of [
    'Phone | 030 | 555-1234',
    'Page | 1 | 2 - 3',
    'Date of birth | 31.01.1980',
    'The patient was given aspirin 325 mg once a day',
    'He was on Zocor 20 mg daily. The goal is less than 70.',
    'Sample taken 2024-03-04 at 10:15',
    'Test | Result | Unit | Reference range',
    'Room | 12 | 1 - 20',
    '13.2 | g/dL | 12.0 - 15.5',
    'Main Street 12',
    '',
  ])
    assert.equal(propose(text), null, text)
})

test('a proposal says its page and where on it the line stands', () => {
  const pages = [[line('Report', 750)], [line('Title'), line('TSH | 2.1 | mIU/L', 500)]]
  assert.deepEqual(
    proposeResults(pages).map(({ page, box }) => [page, box]),
    [[2, { left: 0, bottom: 500, right: 250, top: 510 }]],
  )
})

test('a page of nothing but results is bounded', () => {
  const many = Array.from({ length: 5000 }, () => line('TSH | 2.1 | mIU/L'))
  assert.equal(proposeResults([many]).length, 500)
})

test('the day of the sample is read where it is sure', () => {
  for (const [text, day] of [
    ['Collected: 2024-03-04 10:15', '2024-03-04'],
    ['Entnahme\t04.03.2024', '2024-03-04'],
    ['Date of report 4 Mar 2024', '2024-03-04'],
    ['Specimen collected March 4, 2024', '2024-03-04'],
    ['Collected 03/14/2024', '2024-03-14'],
    ['Collected 14/03/2024', '2024-03-14'],
    ['Collected 03/04/2024', ''],
    ['Collected 2024-02-31', ''],
    ['Date of birth 1980-01-31', ''],
  ] as const)
    assert.equal(sampleDay(text), day, text)
})
