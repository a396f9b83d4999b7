/** Documents and images: the metrics of the field `documents`, one row each. Read next: metric.ts. */
import type { MetricRows } from './metric.ts'

export const documentsMetrics = {
  doc_pdf: {
    title: 'PDF document',
    kind: 'document',
    unit: '1',
    day: 'each',
    names: { others: ['DocumentReference'] },
  },
  doc_ccda: {
    title: 'Clinical summary file (C-CDA)',
    kind: 'document',
    unit: '1',
    day: 'each',
    loinc: ['34133-9'],
    names: { others: ['C-CDA'] },
  },
  imaging_dicom: {
    title: 'Medical image (DICOM)',
    kind: 'document',
    unit: '1',
    day: 'each',
    names: { others: ['ImagingStudy', 'DICOM'] },
  },
  discharge_summary: {
    title: 'Discharge summary',
    kind: 'document',
    unit: '1',
    day: 'each',
    loinc: ['18842-5'],
    names: { others: ['DocumentReference'] },
  },
} as const satisfies MetricRows
