/** One small file of each format that says no stretch of time: pictures, documents, genomes and lists. */
import { concat, utf8 } from '@nornos/std'
import { generateLabPage } from './lab-page.ts'

const json = JSON.stringify

/** An element with its length and type stated, little-endian. */
function element(group: number, number: number, type: string, value: string): Uint8Array {
  const even = value.length % 2 === 0 ? value : `${value}${type === 'UI' ? '\0' : ' '}`
  const head = [group & 255, group >> 8, number & 255, number >> 8]
  return concat(Uint8Array.from(head), utf8(type), Uint8Array.from([even.length, 0]), utf8(even))
}

function dicom(): Uint8Array {
  return concat(
    new Uint8Array(128),
    utf8('DICM'),
    element(2, 0x10, 'UI', '1.2.840.10008.1.2.1'),
    element(8, 0x20, 'DA', '20240701'),
    element(8, 0x60, 'CS', 'CT'),
    element(8, 0x1030, 'LO', 'Thorax'),
    element(0x28, 0x10, 'US', '\u0002\0'),
  )
}

/** A picture of one pixel, as far as its header tells. */
function png(): Uint8Array {
  const chunk = (type: string, content: readonly number[]) =>
    concat(Uint8Array.from([0, 0, 0, content.length]), utf8(type), Uint8Array.from([...content, 0, 0, 0, 0]))
  const signature = Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10])
  return concat(signature, chunk('IHDR', [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]), chunk('IEND', []))
}

function jpeg(): Uint8Array {
  const segment = (marker: number, content: readonly number[]) => [
    ...[0xff, marker, 0, content.length + 2],
    ...content,
  ]
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...segment(0xc0, [8, 0, 60, 0, 80, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]),
    ...segment(0xda, [1, 1, 0, 0, 63, 0]),
    ...[7, 7, 7, 0xff, 0xd9],
  ])
}

const genotypes = Array.from({ length: 60 }, (_, at) => `rs${at}\t${1 + (at % 22)}\t${1000 + at}\tAG`)

const minutes = Array.from({ length: 5 }, (_, minute) => ({
  heart_rate: 60 + minute,
  heart_rate_max: 70,
  start_time: 1_719_820_800_000 + minute * 60_000,
  end_time: 1_719_820_859_999 + minute * 60_000,
}))

export const wholeFiles: Readonly<Record<string, string | Uint8Array>> = {
  dicom: dicom(),
  pdf: generateLabPage('2024-07-01', [
    { name: 'Hemoglobin', value: '13.2', unit: 'g/dL', range: '12.0 - 15.5' },
    { name: 'Ferritin', value: '41', unit: 'ug/L', range: '15 - 150' },
  ]),
  png: png(),
  jpeg: jpeg(),
  genotypes: `# rsid\tchromosome\tposition\tgenotype\n${genotypes.join('\n')}\n`,
  vcf: '##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tme\n1\t1000\trs1\tA\tG\t.\tPASS\t.\tGT\t0/1\n2\t2000\trs2\tC\tT,G\t50\tPASS\t.\tGT\t1|2\n',
  'samsung bins': json(minutes),
  'health auto export events': json({
    data: {
      symptoms: [{ start: '2024-07-01 10:00:00 +0200', name: 'Headache', severity: 'Mild' }],
      stateOfMind: [{ start: '2024-07-01T08:00:00Z', kind: 'daily_mood', valence: 0.5 }],
      medications: [{ displayText: 'Aspirin', start: '2024-07-01 10:00:00 +0200', status: 'Taken' }],
    },
  }),
}
