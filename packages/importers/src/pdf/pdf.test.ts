/**
 * Goal: the words of a PDF come out as lines and cells however they were written, and nothing in a file costs more than
 * it may.
 * Method: PDFs made here: fonts, encodings, filters, packed objects, broken tables, attacks; a real one against its own
 * words; cut and spoilt files.
 */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { importBeginnings, importSpoilt } from '../../test/mutate.ts'
import { blobOf, recordingSink } from '../../test/recording-sink.ts'
import { importFile } from '../import-file.ts'

type Part = string | Buffer

function stream(
  content: Part,
  filter: '' | 'FlateDecode' | 'ASCIIHexDecode' | 'ASCII85Decode' = '',
  more = '',
): Part {
  const plain = Buffer.from(content)
  const coded =
    filter === 'FlateDecode'
      ? deflateSync(plain)
      : filter === 'ASCIIHexDecode'
        ? Buffer.from(`${plain.toString('hex')}>`)
        : filter === 'ASCII85Decode'
          ? Buffer.from(base85(plain))
          : plain
  const head = `<< /Length ${coded.length} ${filter === '' ? '' : `/Filter /${filter}`} ${more} >>\nstream\n`
  return Buffer.concat([Buffer.from(head), coded, Buffer.from('\nendstream')])
}

function base85(bytes: Buffer): string {
  let out = ''
  for (let at = 0; at < bytes.length; at += 4) {
    const group = Buffer.concat([bytes.subarray(at, at + 4), Buffer.alloc(4)])
    let value = group.readUInt32BE(0)
    const digits: string[] = []
    for (let digit = 0; digit < 5; digit++) {
      digits.unshift(String.fromCharCode((value % 85) + 33))
      value = Math.floor(value / 85)
    }
    out += digits.slice(0, Math.min(4, bytes.length - at) + 1).join('')
  }
  return `${out}~>`
}

/** Objects in the order of their numbers; the table at the end is a lie, because nothing may depend on it. */
function pdf(objects: readonly Part[], trailer = '/Root 1 0 R'): Uint8Array<ArrayBuffer> {
  const parts = objects.flatMap((object, index) => [`\n${index + 1} 0 obj\n`, object, '\nendobj'])
  const end = `\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< ${trailer} >>\nstartxref\n7\n%%EOF`
  return new Uint8Array(Buffer.concat(['%PDF-1.7', ...parts, end].map((part) => Buffer.from(part))))
}

const HELVETICA = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>'

/** One page; fonts and the like are the objects from 5 on. */
function page(
  content: Part,
  resources = '/Font << /F1 5 0 R >>',
  more: readonly Part[] = [HELVETICA],
  extra = '',
): Uint8Array<ArrayBuffer> {
  return pdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << ${resources} >> ${extra} >>`,
    content,
    ...more,
  ])
}

async function read(bytes: Uint8Array) {
  const sink = recordingSink()
  const result = await importFile(blobOf(bytes), sink)
  assert.ok(result.ok)
  const [document] = sink.documents
  assert.ok(document)
  return { document, report: result.value, text: document.text ?? '' }
}

const textOf = async (content: string, ...rest: readonly [string?, (readonly Part[])?, string?]) =>
  (await read(page(stream(content), ...rest))).text

test('lines and cells are told by where they stand, in whatever order they are drawn', async () => {
  const drawn =
    'BT /F1 10 Tf 1 0 0 1 200 700 Tm (13.2) Tj 1 0 0 1 50 700 Tm (Hemo) Tj (globin) Tj 1 0 0 1 50 720 Tm (Title) Tj ET'
  assert.equal(await textOf(drawn), 'Title\nHemoglobin\t13.2')
  assert.equal(await textOf('BT /F1 10 Tf 50 700 Td [(Two) -400 (words) 20 (!)] TJ ET'), 'Two words!')
  assert.equal(
    await textOf('BT /F1 10 Tf 12 TL 50 700 Td (one) Tj T* (two) Tj (three) \' 1 2 (four) " ET'),
    'one\ntwo\nthree\nfour',
  )
  assert.equal(
    await textOf('q 2 0 0 2 10 10 cm BT /F1 5 Tf 0 0 Td (big) Tj ET Q BT /F1 5 Tf 10 300 Td (small) Tj ET'),
    'small\nbig',
  )
})

test('every filter and several of them give the same words', async () => {
  const content = 'BT /F1 10 Tf 50 700 Td (Filtered words) Tj ET'
  for (const filter of ['', 'FlateDecode', 'ASCIIHexDecode', 'ASCII85Decode'] as const)
    assert.equal((await read(page(stream(content, filter)))).text, 'Filtered words', filter)
  const twice = stream(
    Buffer.from(`${deflateSync(content).toString('hex')}>`),
    '',
    '/Filter [/ASCIIHexDecode /FlateDecode]',
  )
  assert.equal((await read(page(twice))).text, 'Filtered words')
})

test('strings with escapes, brackets and bytes', async () => {
  assert.equal(
    await textOf(String.raw`BT /F1 10 Tf 50 700 Td (a \(b\) (c) \304\rzte \\ 5\
6) Tj ET`),
    'a (b) (c) Äzte \\ 56',
  )
  assert.equal(await textOf('BT /F1 10 Tf 50 700 Td <48 65 6C6C 6F> Tj ET'), 'Hello')
})

test('letters by their names, by a map, and by two bytes each', async () => {
  const differences =
    '<< /Type /Font /Subtype /Type1 /BaseFont /X /Encoding << /Differences [65 /mu /g /slash /d /L /Adieresis /uni2264] >> >>'
  assert.equal(await textOf('BT /F1 10 Tf 50 700 Td (ABCDEFG) Tj ET', undefined, [differences]), 'µg/dLÄ≤')
  const map = stream(
    '1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0001> <0048> <0002> <00660069> endbfchar 2 beginbfrange <0003> <0005> <0061> <0006> <0007> [<0078> <D83DDE00>] endbfrange',
    'FlateDecode',
  )
  const composite = [
    '<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>',
    '<< /Type /Font /Subtype /CIDFontType2 /DW 500 /W [1 [600 600] 3 5 550] >>',
    map,
  ]
  assert.equal(
    await textOf('BT /F1 10 Tf 50 700 Td <00010002000300040005000600070099> Tj ET', undefined, composite),
    'Hfiabcx😀',
  )
})

test('forms are drawn where they are used, pictures inside the text are passed over', async () => {
  const form = stream(
    'BT /F1 10 Tf 0 0 Td (inside) Tj ET',
    '',
    '/Type /XObject /Subtype /Form /Matrix [1 0 0 1 50 500]',
  )
  const content = 'BT /F1 10 Tf 50 700 Td (before) Tj ET BI /W 1 /H 1 ID \u0001(noise) Tj \nEI /X Do'
  assert.equal(
    await textOf(content, '/Font << /F1 5 0 R >> /XObject << /X 6 0 R >>', [HELVETICA, form]),
    'before\ninside',
  )
})

test('pages that lie on their side are read upright; words on their side are left out', async () => {
  const turned = 'BT /F1 10 Tf 0 1 -1 0 100 100 Tm (upright) Tj ET'
  assert.equal(await textOf(turned, undefined, undefined, '/Rotate 90'), 'upright')
  assert.equal(await textOf(turned), '')
})

test('objects that are packed into a stream, and later versions of an object, count', async () => {
  const inner = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] >>',
    '<< /Type /Page /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    HELVETICA,
  ]
  const numbers = [1, 2, 3, 5]
  const offsets = inner.map((_, index) => inner.slice(0, index).join(' ').length + (index > 0 ? 1 : 0))
  const head = numbers.map((number, index) => `${number} ${offsets[index]}`).join(' ')
  const packed = stream(
    `${head} ${inner.join(' ')}`,
    'FlateDecode',
    `/Type /ObjStm /N 4 /First ${head.length + 1}`,
  )
  const content = (words: string) => stream(`BT /F1 10 Tf 50 700 Td (${words}) Tj ET`, 'FlateDecode')
  const bytes = Buffer.concat(
    [
      '%PDF-1.7\n9 0 obj ',
      packed,
      ' endobj\n4 0 obj ',
      content('old'),
      ' endobj\n4 0 obj ',
      content('new'),
      ' endobj\n8 0 obj ',
      stream('', '', '/Type /XRef /Root 1 0 R'),
      ' endobj %%EOF',
    ].map((part) => Buffer.from(part)),
  )
  assert.equal((await read(new Uint8Array(bytes))).text, 'new')
})

test('what a PDF says of itself, also in wide letters', async () => {
  const title = Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from('Läb', 'utf16le').swap16()]).toString(
    'hex',
  )
  const bytes = pdf(
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [] >>',
      `<< /Title <${title}> /CreationDate (D:20240131101500+01'00') >>`,
    ],
    '/Root 1 0 R /Info 3 0 R',
  )
  const { document } = await read(bytes)
  assert.deepEqual(
    [document.title, document.date, document.metric],
    ['Läb', Date.UTC(2024, 0, 31, 9, 15), 'doc_pdf'],
  )
})

test('a protected PDF is kept, and the report says that its words are not read', async () => {
  const bytes = page(stream('BT /F1 10 Tf 50 700 Td (secret) Tj ET'))
  const locked = new Uint8Array(
    Buffer.from(
      Buffer.from(bytes).toString('latin1').replace('/Root 1 0 R', '/Root 1 0 R /Encrypt 9 0 R'),
      'latin1',
    ),
  )
  const { document, report } = await read(locked)
  assert.deepEqual(
    [document.text, document.details['protected'], report.skipped[0]?.reason],
    [undefined, 'yes', 'unreadable-file'],
  )
})

test('circles, bombs and depths without end come to an end', { timeout: 300_000 }, async () => {
  const loop = stream('/X Do /X Do', '', '/Subtype /Form /Resources << /XObject << /X 4 0 R >> >>')
  const bomb = stream(Buffer.alloc(300_000_000), 'FlateDecode')
  const attacks = [
    pdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R 2 0 R] >>']),
    pdf(['1 0 R', '<< /Kids [1 0 R] >>']),
    page(loop, '/XObject << /X 4 0 R >>', []),
    page(bomb),
    page(stream('['.repeat(500_000))),
    page(stream('<<'.repeat(500_000))),
    page(stream('('.repeat(500_000))),
    page(stream('q BT /F1 1 Tf '.repeat(100_000))),
  ]
  for (const attack of attacks) await read(attack)
})

const sample = page(
  stream(
    'BT /F1 10 Tf 50 700 Td (Hemoglobin) Tj 150 0 Td (13.2) Tj 60 0 Td (g/dL) Tj 60 0 Td (12.0 - 15.5) Tj ET',
    'FlateDecode',
  ),
)

test('a file that is cut off gives what it holds and says so', async () => {
  await importBeginnings(sample, 40)
  const { report, text } = await read(sample.slice(0, sample.length - 60))
  assert.deepEqual([report.partial.length, text], [1, 'Hemoglobin\t13.2\tg/dL\t12.0 - 15.5'])
})

test('spoilt files neither throw nor hang', async () => {
  await importSpoilt('pdf', sample, 200)
  await importSpoilt('pdf plain', page(stream("BT /F1 10 Tf 50 700 Td [(A) -200 (b)] TJ (c) ' ET")), 200)
})

const folder = join(process.env['NORNOS_REAL_FILES'] ?? '', 'lab-pdf')
const skip = existsSync(folder) ? false : 'NORNOS_REAL_FILES names no folder with PDFs'

test('a real letter comes out in its own words, on its own pages', { skip }, async () => {
  const { document, text, report } = await read(new Uint8Array(readFileSync(join(folder, 'UD_sample.pdf'))))
  assert.equal(document.details['pages'], '3')
  assert.equal(text.split('\n\n').length, 3)
  for (const words of [
    'Patient Name: Levin, Henry L.',
    'Date of Discharge: 03/26/2009',
    'ordered fasting blood lipids, which showed cholesterol of 165, triglycerides 180, HDL cholesterol',
    '26th. He needs to finish seven days of antibiotic treatment for his UTI. Urine culture and',
  ])
    assert.ok(text.includes(words), words)
  // Sentences with numbers in them are no results.
  assert.equal(document.proposals, undefined)
  assert.deepEqual([report.skipped, report.partial], [[], []])
})
