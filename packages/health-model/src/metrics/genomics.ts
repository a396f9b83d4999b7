/** Genome: the metrics of the field `genomics`, one row each. Read next: metric.ts. */
import type { MetricRows } from './metric.ts'

export const genomicsMetrics = {
  genotype_snps: {
    title: 'Genotype file',
    kind: 'document',
    unit: '1',
    day: 'each',
    names: { others: ['23andMe', 'AncestryDNA', 'MyHeritage', 'FTDNA', 'LivingDNA'] },
  },
  variants_vcf: {
    title: 'Variant file (VCF)',
    kind: 'document',
    unit: '1',
    day: 'each',
    loinc: ['81247-9'],
    names: { others: ['VCF'] },
  },
  pharmacogenes: {
    title: 'Genes that affect medicines',
    kind: 'record',
    unit: '1',
    day: 'each',
    names: {},
  },
  risk_findings: {
    title: 'Genetic findings',
    kind: 'record',
    unit: '1',
    day: 'each',
    names: {},
  },
} as const satisfies MetricRows
