/**
 * Goal: results of a laboratory arrive with their value, unit, range, flag, note and time, whatever the sender's
 * habits; nothing is lost in silence.
 * Method: messages made here, one habit each; the same message under other line ends and cuts; spoilt and cut files.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HealthRecord, recordIdOfHash } from '@nornos/health-model'
import { importSpoilt } from '../../test/mutate.ts'
import { blobOf, recordingSink, streamOf } from '../../test/recording-sink.ts'
import { importFile } from '../import-file.ts'

const MSH = 'MSH|^~\\&|LAB|City Clinic|||20240305081500+0100||ORU^R01^ORU_R01|1|P|2.5.1'
const PID = 'PID|1||4711||Doe^Jane||19800131|F'
const OBR = 'OBR|1|A1|F77|24323-8^Panel^LN|||202403041530+0100'
const HB = 'OBX|1|NM|718-7^Hemoglobin^LN||13.2|g/dL^gram per deciliter^UCUM|12.0-15.5|N|||F'

const message = (...segments: readonly string[]) => `${[MSH, PID, OBR, ...segments].join('\r')}\r`

async function read(text: string | Uint8Array, zone = '') {
  const sink = recordingSink()
  const result = await importFile(blobOf(text), sink, { zone })
  assert.ok(result.ok)
  for (const record of sink.records)
    HealthRecord.parse({ recordId: recordIdOfHash(new Uint8Array(32)), ...record })
  const results = sink.records.flatMap(({ content, ...rest }) =>
    content.resourceType === 'Observation' && !['birth_date', 'sex'].includes(rest.metric)
      ? [{ ...rest, content }]
      : [],
  )
  return { sink, report: result.value, results, first: results[0]?.content }
}

test('a result has its metric, time, value, unit, range, flag and note', async () => {
  const { results, report } = await read(message(HB, 'NTE|1|L|Sample was\\.br\\slightly haemolytic'))
  const [result] = results
  assert.deepEqual([result?.metric, result?.start], ['hemoglobin', '2024-03-04T14:30:00Z'])
  assert.equal(result?.source.manufacturer, 'City Clinic')
  assert.deepEqual(result?.content, {
    resourceType: 'Observation',
    identifier: [{ value: 'F77' }],
    status: 'final',
    category: [{ coding: [{ code: 'laboratory' }] }],
    code: {
      coding: [{ system: 'http://loinc.org', code: '718-7', display: 'Hemoglobin' }],
      text: 'Hemoglobin',
    },
    effectiveDateTime: '2024-03-04T15:30:00+01:00',
    valueQuantity: {
      value: 13.2,
      unit: 'gram per deciliter',
      system: 'http://unitsofmeasure.org',
      code: 'g/dL',
    },
    interpretation: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation',
            code: 'N',
            display: 'Normal',
          },
        ],
      },
    ],
    note: [{ text: 'Sample was\nslightly haemolytic' }],
    referenceRange: [
      {
        low: { value: 12, unit: 'gram per deciliter', system: 'http://unitsofmeasure.org', code: 'g/dL' },
        high: { value: 15.5, unit: 'gram per deciliter', system: 'http://unitsofmeasure.org', code: 'g/dL' },
        text: '12.0-15.5',
      },
    ],
  })
  assert.deepEqual(report.read, { MSH: 1, PID: 1, OBR: 1, OBX: 1, NTE: 1, Patient: 1 })
  assert.deepEqual([report.format, report.skipped, report.partial, report.unknown], ['hl7-v2', [], [], {}])
})

test('every type of value', async () => {
  const value = async (type: string, written: string) => {
    const { first } = await read(
      message(`OBX|1|${type}|X^Thing^L||${written}|mg/L||||F`.replace('||||F', '|||||F')),
    )
    assert.ok(first)
    return Object.fromEntries(Object.entries(first).filter(([key]) => key.startsWith('value')))
  }
  const quantity = (number: number) => ({ value: number, unit: 'mg/L', code: 'mg/L' })
  assert.deepEqual(await value('NM', '0.4'), { valueQuantity: quantity(0.4) })
  assert.deepEqual(await value('NM', '< 0.3'), { valueQuantity: { ...quantity(0.3), comparator: '<' } })
  assert.deepEqual(await value('NM', 'haemolytic'), { valueString: 'haemolytic' })
  assert.deepEqual(await value('SN', '>=^100'), { valueQuantity: { ...quantity(100), comparator: '>=' } })
  assert.deepEqual(await value('SN', '^1^-^5'), { valueRange: { low: quantity(1), high: quantity(5) } })
  assert.deepEqual(await value('SN', '^1^:^128'), {
    valueRatio: { numerator: { value: 1 }, denominator: { value: 128 } },
  })
  assert.deepEqual(await value('SN', '^2^+'), { valueString: '2+' })
  assert.deepEqual(await value('CWE', '260373001^Detected^SCT'), {
    valueCodeableConcept: {
      coding: [{ system: 'http://snomed.info/sct', code: '260373001', display: 'Detected' }],
      text: 'Detected',
    },
  })
  assert.deepEqual(await value('ST', 'A \\T\\ B \\S\\ C\\E\\'), { valueString: 'A & B ^ C\\' })
  assert.deepEqual(await value('TX', 'a^b~c'), { valueString: 'a^b\nc' })
  assert.deepEqual(await value('ST', '""'), {})
})

test('a report that goes on over many segments is one text', async () => {
  const line = (number: number, text: string) => `OBX|${number}|TX|R^Report^L|1|${text}||||||F`
  const { results } = await read(message(line(1, 'The lungs'), line(2, 'are clear.'), HB))
  assert.equal(results.length, 2)
  assert.equal(results[0]?.content.valueString, 'The lungs\nare clear.')
})

test('ranges are read where they are ranges and kept as printed', async () => {
  const range = async (text: string) =>
    (await read(message(`OBX|1|NM|X^Thing^L||4|mg/L|${text}|H|||F`))).first?.referenceRange?.[0]
  const limit = (value: number) => ({ value, unit: 'mg/L', code: 'mg/L' })
  assert.deepEqual(await range('<5'), { high: limit(5), text: '<5' })
  assert.deepEqual(await range('>= 60'), { low: limit(60), text: '>= 60' })
  assert.deepEqual(await range('0,3 - 4,2'), { low: limit(0.3), high: limit(4.2), text: '0,3 - 4,2' })
  assert.deepEqual(await range('negative'), { text: 'negative' })
  assert.deepEqual(await range('9 - 5'), { text: '9 - 5' })
})

test('other separators, line ends, frames of the wire and cuts change nothing', async () => {
  const expected = (await read(message(HB))).sink.records
  const plain = message(HB)
  const other = plain.replaceAll('|', '#').replaceAll('^', '$').replaceAll('&', '!')
  const variants = [
    plain.replaceAll('\r', '\n'),
    plain.replaceAll('\r', '\r\n'),
    `\v${plain}\x1c\r`,
    plain.trimEnd(),
    other,
  ]
  for (const text of variants) assert.deepEqual((await read(text)).sink.records, expected)
  const bytes = new TextEncoder().encode(plain)
  for (const size of [1, 3, 50]) {
    const sink = recordingSink()
    await importFile(streamOf(bytes, size), sink)
    assert.deepEqual(sink.records, expected)
  }
})

test('a time without an offset is read by the zone of the person, and else only its date is said', async () => {
  const local = message(HB).replace('202403041530+0100', '202403041530')
  const berlin = await read(local, 'Europe/Berlin')
  assert.deepEqual(
    [berlin.results[0]?.start, berlin.first?.effectiveDateTime, berlin.report.usedZone],
    ['2024-03-04T14:30:00Z', '2024-03-04T14:30:00Z', 'Europe/Berlin'],
  )
  assert.equal((await read(local)).first?.effectiveDateTime, '2024-03-04')
  const none = await read(message(HB).replace('202403041530+0100', '00010101'))
  assert.deepEqual([none.results[0]?.start, none.results.length], [null, 1])
})

test('vital signs become samples: at their moment, or on their day', async () => {
  const weight = 'OBX|1|NM|29463-7^Weight^LN||70.5|kg|||||F|||'
  const { sink } = await read(message(`${weight}202403040700+0100`, `${weight}20240305`), 'Europe/Berlin')
  assert.deepEqual(
    sink.of('weight').map(({ start, end, value }) => [start, end, value]),
    [
      [Date.UTC(2024, 2, 4, 6), Date.UTC(2024, 2, 4, 6), 70.5],
      [Date.UTC(2024, 2, 4, 23), Date.UTC(2024, 2, 5, 23), 70.5],
    ],
  )
})

test('an embedded file becomes a document with its bytes', async () => {
  const pdf = '%PDF-1.4\nhello'
  const { sink } = await read(
    message(`OBX|1|ED|R^Report as PDF^L||^AP^octet-stream^Base64^${btoa(pdf)}||||||F`),
  )
  const [document] = sink.documents
  assert.deepEqual([document?.contentType, document?.title], ['application/pdf', 'Report as PDF'])
  assert.equal(new TextDecoder().decode(document?.content), pdf)
  const broken = await read(message('OBX|1|ED|R^Report^L||^AP^pdf^Base64^***||||||F'))
  assert.deepEqual(
    broken.report.skipped.map(({ type, reason }) => [type, reason]),
    [['embedded file', 'unreadable-file']],
  )
})

test('several messages of several senders in a batch keep their senders', async () => {
  const other = message(HB).replace('City Clinic', 'Island Clinic')
  const { results } = await read(`FHS|^~\\&|x\rBHS|^~\\&|x\r${message(HB)}${other}BTS|2\rFTS|1\r`)
  assert.deepEqual(
    results.map(({ source }) => source.manufacturer),
    ['City Clinic', 'Island Clinic'],
  )
})

test('what is not understood is kept raw and counted', async () => {
  const { sink, report } = await read(message('AL1|1|DA|PEN^Penicillin^L|SV', HB, 'ZZZ|1|of the house'))
  assert.deepEqual(report.unknown, { AL1: 1, ZZZ: 1 })
  assert.equal(sink.rawItems[0]?.text, 'AL1|1|DA|PEN^Penicillin^L|SV')
})

test('letters of the sender are read: as UTF-8, as stated, or as Western ones', async () => {
  const named = HB.replace('Hemoglobin', 'Hämoglobin')
  for (const [text, charset] of [
    [message(named), 'utf8'],
    [message(named).replace('|2.5.1', '|2.5.1||||||8859/1'), 'latin1'],
    [message(named), 'latin1'],
  ] as const) {
    const { first } = await read(new Uint8Array(Buffer.from(text, charset)))
    assert.equal(first?.code.text, 'Hämoglobin')
  }
})

test('a result that the end of the file cut is kept raw, not read', async () => {
  const whole = message(HB)
  const cut = whole.slice(0, whole.indexOf('13.2') + 2)
  const { results, report, sink } = await read(cut)
  assert.deepEqual([results.length, report.partial.length], [0, 1])
  assert.match(sink.rawItems[0]?.text ?? '', /\|13$/)
})

test('a beginning gives a beginning, but for the notes of its last result', async () => {
  const bytes = new TextEncoder().encode(message(HB, HB.replace('13.2', '14.1'), HB.replace('|N|', '|H|')))
  const { sink } = await read(bytes)
  for (let length = 60; length < bytes.length; length++) {
    const { sink: part } = await read(bytes.slice(0, length))
    assert.deepEqual(part.records, sink.records.slice(0, part.records.length), `${length}`)
  }
})

test('spoilt messages neither throw nor hang, and all that they give is valid', async () => {
  const weight = 'OBX|1|NM|29463-7^Weight^LN||70.5|kg|||||F|||202403040700+0100'
  const coded = 'OBX|1|CWE|1^T^LN||260373001^Detected^SCT||||||F'
  const text = message(HB, 'NTE|1||note', weight, coded, 'OBX|2|SN|2^S^L||>^5||<9|H|||F', 'AL1|1||x')
  await importSpoilt('hl7', new TextEncoder().encode(text), 300)
})
