/**
 * Goal: what a clinical document states arrives as what it is, whoever made it; words without statements, negations and
 * nulls are not taken for facts; nothing is lost in silence.
 * Method: documents made here, one habit each; spoilt and cut files. Real ones: ccda-real.test.ts.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { importBeginnings, importSpoilt } from '../../test/mutate.ts'
import { readDocument } from '../../test/read-document.ts'
import { recordingSink, streamOf } from '../../test/recording-sink.ts'
import { importFile } from '../import-file.ts'

const T = '2.16.840.1.113883.10.20.22.4'
const LOINC = 'codeSystem="2.16.840.1.113883.6.1"'
const SNOMED = 'codeSystem="2.16.840.1.113883.6.96"'

const section = (code: string, title: string, entries: string, text = '') =>
  `<component><section><code code="${code}" ${LOINC}/><title>${title}</title>${text === '' ? '' : `<text>${text}</text>`}${entries}</section></component>`
const entry = (statement: string) => `<entry typeCode="DRIV">${statement}</entry>`
const document = (...sections: readonly string[]) =>
  `<?xml version="1.0"?>\n<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<code code="34133-9" ${LOINC} displayName="Summary"/><title>Visit</title><effectiveTime value="20250301"/>
<recordTarget><patientRole><patient><administrativeGenderCode code="F"/><birthTime value="19800131"/></patient></patientRole></recordTarget>
<custodian><assignedCustodian><representedCustodianOrganization><name>City Clinic</name></representedCustodianOrganization></assignedCustodian></custodian>
<component><structuredBody>${sections.join('')}</structuredBody></component></ClinicalDocument>`

const observation = (code: string, value: string, more = '') =>
  `<observation classCode="OBS" moodCode="EVN"><code ${code}/><statusCode code="completed"/><effectiveTime value="200803190830-0800"/>${value}${more}</observation>`
const organizer = (...observations: readonly string[]) =>
  `<organizer classCode="BATTERY" moodCode="EVN">${observations.map((one) => `<component>${one}</component>`).join('')}</organizer>`
const HB = `code="718-7" displayName="Hemoglobin" ${LOINC}`
const results = (...observations: readonly string[]) =>
  section('30954-2', 'Results', entry(organizer(...observations)))

async function content(text: string) {
  const { facts } = await readDocument(text)
  assert.ok(facts[0])
  return facts[0].content
}

test('a result is a laboratory record with its range, flag and comment; the document is kept', async () => {
  const more = `<interpretationCode code="L" codeSystem="2.16.840.1.113883.5.83"/>
    <entryRelationship typeCode="SUBJ"><act><templateId root="${T}.64"/><text>Checked twice</text></act></entryRelationship>
    <referenceRange><observationRange><value xsi:type="IVL_PQ"><low value="12.0" unit="g/dL"/><high value="15.5" unit="g/dL"/></value></observationRange></referenceRange>`
  const { facts, sink, report } = await readDocument(
    document(results(observation(HB, '<value xsi:type="PQ" value="11.2" unit="g/dL"/>', more))),
  )
  const [record] = facts
  assert.deepEqual([record?.metric, record?.start], ['hemoglobin', '2008-03-19T16:30:00Z'])
  assert.equal(record?.source.manufacturer, 'City Clinic')
  assert.deepEqual(record?.content, {
    resourceType: 'Observation',
    status: 'final',
    category: [{ coding: [{ code: 'laboratory' }] }],
    code: {
      coding: [{ system: 'http://loinc.org', code: '718-7', display: 'Hemoglobin' }],
      text: 'Hemoglobin',
    },
    effectiveDateTime: '2008-03-19T08:30:00-08:00',
    valueQuantity: { value: 11.2, unit: 'g/dL', code: 'g/dL' },
    interpretation: [
      {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code: 'L' }],
      },
    ],
    referenceRange: [
      { low: { value: 12, unit: 'g/dL', code: 'g/dL' }, high: { value: 15.5, unit: 'g/dL', code: 'g/dL' } },
    ],
    note: [{ text: 'Checked twice' }],
  })
  const [kept] = sink.documents
  assert.deepEqual([kept?.metric, kept?.title, kept?.date], ['doc_ccda', 'Visit', Date.UTC(2025, 2, 1)])
  assert.deepEqual(kept?.details, { kind: 'Summary', organization: 'City Clinic', sections: '1' })
  assert.deepEqual([report.partial, report.skipped, report.unknown], [[], [], {}])
  assert.deepEqual(
    sink.records.slice(0, 2).map(({ metric }) => metric),
    ['birth_date', 'sex'],
  )
})

test('every type of value', async () => {
  const value = async (written: string) => {
    const fact = await content(document(results(observation('code="X" displayName="Thing"', written))))
    return Object.fromEntries(Object.entries(fact).filter(([key]) => /^value|dataAbsent/.test(key)))
  }
  assert.deepEqual(await value('<value xsi:type="PQ" value="1.5" unit="mg/L"/>'), {
    valueQuantity: { value: 1.5, unit: 'mg/L', code: 'mg/L' },
  })
  assert.deepEqual(
    await value('<value xsi:type="IVL_PQ"><high value="5" unit="mg/L" inclusive="false"/></value>'),
    {
      valueQuantity: { value: 5, unit: 'mg/L', code: 'mg/L', comparator: '<' },
    },
  )
  assert.deepEqual(await value('<value xsi:type="IVL_PQ"><low value="5" unit="mg/L"/></value>'), {
    valueQuantity: { value: 5, unit: 'mg/L', code: 'mg/L', comparator: '>=' },
  })
  assert.deepEqual(await value('<value xsi:type="IVL_PQ"><low value="1"/><high value="5"/></value>'), {
    valueRange: { low: { value: 1 }, high: { value: 5 } },
  })
  assert.deepEqual(
    await value(
      '<value xsi:type="PQ" nullFlavor="OTH"><translation value="152" code="x"><originalText>THOUS/MCL</originalText></translation></value>',
    ),
    { valueQuantity: { value: 152, unit: 'THOUS/MCL' } },
  )
  assert.deepEqual(await value(`<value xsi:type="CD" code="260373001" ${SNOMED} displayName="Detected"/>`), {
    valueCodeableConcept: {
      coding: [{ system: 'http://snomed.info/sct', code: '260373001', display: 'Detected' }],
      text: 'Detected',
    },
  })
  assert.deepEqual(await value('<value xsi:type="ST">clear &amp; yellow</value>'), {
    valueString: 'clear & yellow',
  })
  assert.deepEqual(await value('<value xsi:type="ST"><![CDATA[a < b &amp; c]]></value>'), {
    valueString: 'a < b &amp; c',
  })
  assert.deepEqual(await value('<value xsi:type="ST">&lt; 0.5</value>'), {
    valueQuantity: { value: 0.5, comparator: '<' },
  })
  assert.deepEqual(await value('<value xsi:type="BL" value="true"/>'), { valueBoolean: true })
  assert.deepEqual(await value('<value xsi:type="PQ" nullFlavor="NASK"/>'), {
    dataAbsentReason: { text: 'not asked' },
  })
})

test('vital signs become samples, in either system of units', async () => {
  const vital = (code: string, value: string, unit: string) =>
    observation(`code="${code}" ${LOINC}`, `<value xsi:type="PQ" value="${value}" unit="${unit}"/>`)
  const { sink, report } = await readDocument(
    document(
      section(
        '8716-3',
        'Vital signs',
        entry(
          organizer(
            vital('8480-6', '121', 'mm[Hg]'),
            vital('8302-2', '70', '[in_us]'),
            vital('29463-7', '180', '[lb_av]'),
          ),
        ),
      ),
    ),
  )
  assert.deepEqual(
    sink.samples.map(({ key, value }) => [key.metric, key.unit, value]),
    [
      ['bp_systolic', 'mm[Hg]', 121],
      ['height', '[in_us]', 70],
      ['weight', '[lb_av]', 180],
    ],
  )
  assert.deepEqual(report.skipped, [])
})

const problem = (
  more: string,
  value = `<value xsi:type="CD" code="233604007" ${SNOMED} displayName="Pneumonia"/>`,
  negated = '',
) =>
  section(
    '11450-4',
    'Problems',
    entry(`<act classCode="ACT" moodCode="EVN"><templateId root="${T}.3"/><statusCode code="active"/><effectiveTime><low value="20130706"/></effectiveTime>
    <entryRelationship typeCode="SUBJ"><observation classCode="OBS" moodCode="EVN"${negated}><templateId root="${T}.4"/>${value}
    <effectiveTime><low value="20130703"/>${more}</effectiveTime></observation></entryRelationship></act>`),
  )

test('a diagnosis knows its beginning, its end and whether it holds', async () => {
  const { facts } = await readDocument(document(problem('')))
  assert.deepEqual(
    [facts[0]?.metric, facts[0]?.start, facts[0]?.end],
    ['conditions', '2013-07-03T00:00:00Z', null],
  )
  assert.deepEqual(facts[0]?.content, {
    resourceType: 'Condition',
    clinicalStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
    },
    code: {
      coding: [{ system: 'http://snomed.info/sct', code: '233604007', display: 'Pneumonia' }],
      text: 'Pneumonia',
    },
    onsetDateTime: '2013-07-03',
    recordedDate: '2013-07-06',
  })
  const over = await content(document(problem('<high value="20130814"/>')))
  assert.ok(over.resourceType === 'Condition')
  assert.deepEqual(
    [over.clinicalStatus?.coding?.[0]?.code, over.abatementDateTime],
    ['resolved', '2013-08-14'],
  )
})

test('a diagnosis that is denied is no diagnosis and is kept raw', async () => {
  const { facts, report, sink } = await readDocument(document(problem('', undefined, ' negationInd="true"')))
  assert.deepEqual(facts, [])
  assert.deepEqual(report.unknown, { 'Problems: observation': 1 })
  assert.match(sink.rawItems[0]?.text ?? '', /negationInd="true".*233604007/)
})

const allergy = (participant: string, negated = '') =>
  section(
    '48765-2',
    'Allergies',
    entry(`<act classCode="ACT" moodCode="EVN"><templateId root="${T}.30"/><statusCode code="active"/><entryRelationship typeCode="SUBJ">
    <observation classCode="OBS" moodCode="EVN"${negated}><templateId root="${T}.7"/><effectiveTime><low value="1998"/></effectiveTime>
    <value xsi:type="CD" code="416098002" ${SNOMED}/>${participant}
    <entryRelationship typeCode="MFST"><observation><value xsi:type="CD" code="247472004" ${SNOMED} displayName="Hives"/>
    <entryRelationship><observation><templateId root="${T}.8"/><value xsi:type="CD" code="24484000"/></observation></entryRelationship>
    </observation></entryRelationship></observation></entryRelationship></act>`),
  )
const penicillin =
  '<participant typeCode="CSM"><participantRole><playingEntity><code code="70618" codeSystem="2.16.840.1.113883.6.88" displayName="Penicillin"/></playingEntity></participantRole></participant>'

test('an allergy knows its substance and reactions; none known is said, and none to one thing is kept raw', async () => {
  assert.deepEqual(await content(document(allergy(penicillin))), {
    resourceType: 'AllergyIntolerance',
    clinicalStatus: {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' },
      ],
    },
    type: 'allergy',
    category: ['medication'],
    code: {
      coding: [
        { system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '70618', display: 'Penicillin' },
      ],
      text: 'Penicillin',
    },
    onsetDateTime: '1998',
    reaction: [
      {
        manifestation: [
          {
            coding: [{ system: 'http://snomed.info/sct', code: '247472004', display: 'Hives' }],
            text: 'Hives',
          },
        ],
        severity: 'severe',
      },
    ],
  })
  const none = await content(document(allergy('', ' negationInd="true"')))
  assert.ok(none.resourceType === 'AllergyIntolerance')
  assert.equal(none.code.text, 'No known allergies')
  const denied = await readDocument(document(allergy(penicillin, ' negationInd="true"')))
  assert.deepEqual([denied.facts.length, denied.report.unknown], [0, { 'Allergies: observation': 1 }])
})

const medicine = (attributes: string, code: string, more = '') =>
  `<substanceAdministration classCode="SBADM" ${attributes}><text><reference value="#sig1"/></text><statusCode code="active"/>
  <effectiveTime xsi:type="IVL_TS"><low value="20240501"/></effectiveTime><effectiveTime xsi:type="PIVL_TS"><period value="12" unit="h"/></effectiveTime>
  <routeCode code="C38288" codeSystem="2.16.840.1.113883.3.26.1.1" displayName="Oral"/><doseQuantity value="1"/>
  <consumable><manufacturedProduct><manufacturedMaterial>${code}</manufacturedMaterial></manufacturedProduct></consumable>${more}</substanceAdministration>`
const metformin =
  '<code nullFlavor="OTH"><originalText><reference value="#med1"/></originalText><translation code="860975" codeSystem="2.16.840.1.113883.6.88"/></code>'

test('a medicine has its dose, route and rhythm, and its name from the text where the code has none', async () => {
  const text =
    '<table><tbody><tr><td ID="med1">Metformin 500 mg</td><td ID="sig1">One tablet twice a day</td></tr></tbody></table>'
  const { facts } = await readDocument(
    document(section('10160-0', 'Medications', entry(medicine('moodCode="INT"', metformin)), text)),
  )
  assert.deepEqual(facts[0]?.content, {
    resourceType: 'MedicationStatement',
    status: 'active',
    medicationCodeableConcept: {
      coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '860975' }],
      text: 'Metformin 500 mg',
    },
    effectiveDateTime: '2024-05-01',
    dosage: [
      {
        text: 'One tablet twice a day',
        timing: { repeat: { frequency: 1, period: 12, periodUnit: 'h' } },
        route: {
          coding: [{ system: 'http://ncithesaurus-stage.nci.nih.gov', code: 'C38288', display: 'Oral' }],
          text: 'Oral',
        },
        doseAndRate: [{ doseQuantity: { value: 1 } }],
      },
    ],
  })
  const nothing =
    '<code nullFlavor="UNK"><originalText>No medication data is applicable</originalText></code>'
  const none = await readDocument(
    document(section('10160-0', 'Medications', entry(medicine('moodCode="EVN"', nothing)))),
  )
  assert.deepEqual(
    [none.facts.length, none.report.unknown],
    [0, { 'Medications: substanceAdministration': 1 }],
  )
})

test('a vaccine that was given and one that was not', async () => {
  const flu =
    '<code code="88" codeSystem="2.16.840.1.113883.12.292" displayName="Influenza"/><lotNumberText>L7</lotNumberText>'
  const status = async (attributes: string) => {
    const fact = await content(
      document(section('11369-6', 'Immunizations', entry(medicine(attributes, flu)))),
    )
    assert.ok(fact.resourceType === 'Immunization')
    return [fact.status, fact.vaccineCode.text, fact.lotNumber, fact.occurrenceDateTime]
  }
  assert.deepEqual(await status('moodCode="EVN"'), ['completed', 'Influenza', 'L7', '2024-05-01'])
  assert.deepEqual(await status('moodCode="EVN" negationInd="true"'), [
    'not-done',
    'Influenza',
    'L7',
    '2024-05-01',
  ])
})

test('procedures, visits and plans', async () => {
  const what = `<code code="73761001" ${SNOMED} displayName="Colonoscopy"/><statusCode code="completed"/><effectiveTime value="20120512"/>`
  const { facts, report } = await readDocument(
    document(
      section('47519-4', 'Procedures', entry(`<procedure moodCode="EVN">${what}</procedure>`)),
      section(
        '46240-8',
        'Encounters',
        entry(`<encounter moodCode="EVN">${what.replace('value="20120512"/>', '><low value="201209271300-0500"/><high value="201209271400-0500"/></effectiveTime>').replace('<effectiveTime >', '<effectiveTime>')}
        <participant typeCode="LOC"><participantRole><playingEntity><name>Urgent Care</name></playingEntity></participantRole></participant></encounter>`),
      ),
      section('18776-5', 'Plan', entry(`<procedure moodCode="RQO">${what}</procedure>`)),
    ),
  )
  assert.deepEqual(
    facts.map(({ metric, start, end }) => [metric, start, end]),
    [
      ['procedures', '2012-05-12T00:00:00Z', null],
      ['encounters', '2012-09-27T18:00:00Z', '2012-09-27T19:00:00Z'],
      ['care_plan', '2012-05-12T00:00:00Z', null],
    ],
  )
  const visit = facts[1]?.content
  assert.ok(visit?.resourceType === 'Encounter')
  assert.equal(visit.serviceProvider?.display, 'Urgent Care')
  assert.deepEqual(report.read, { Patient: 1, procedure: 1, section: 3, encounter: 1, 'care plan': 1 })
})

test('smoking is read in the first version of the guide and in the second', async () => {
  for (const code of ['code="ASSERTION" codeSystem="2.16.840.1.113883.5.4"', `code="72166-2" ${LOINC}`]) {
    const statement = observation(code, `<value xsi:type="CD" code="8517006" ${SNOMED}/>`, '').replace(
      '<code',
      `<templateId root="${T}.78"/><code`,
    )
    const { sink } = await readDocument(document(section('29762-2', 'Social history', entry(statement))))
    assert.deepEqual(
      sink.samples.map(({ key, value }) => [key.metric, value]),
      [['tobacco_status', 1]],
    )
  }
})

test('words without statements are kept as words, statements of other kinds as written', async () => {
  const { sink, report } = await readDocument(
    document(
      section(
        '51848-0',
        'Assessment',
        '',
        '<paragraph>Well.</paragraph><list><item>Rest</item><item>Tea</item></list>',
      ),
      section(
        '10157-6',
        'Family',
        entry('<organizer classCode="CLUSTER" moodCode="EVN"><id root="1.2"/></organizer>'),
      ),
    ),
  )
  assert.deepEqual(report.unknown, { 'section Assessment': 1, 'Family: organizer': 1 })
  assert.deepEqual(
    sink.rawItems.map(({ text }) => text),
    ['Well.\nRest\nTea', '<organizer classCode="CLUSTER" moodCode="EVN"><id root="1.2"/></organizer>'],
  )
})

test('the file that an unstructured document holds becomes a document of its own', async () => {
  const body = (text: string) =>
    `<ClinicalDocument xmlns="urn:hl7-org:v3"><title>Letter</title><component><nonXMLBody><text mediaType="application/pdf" representation="B64">${text}</text></nonXMLBody></component></ClinicalDocument>`
  const { sink } = await readDocument(body(btoa('%PDF-1.4 hello')))
  assert.deepEqual(
    sink.documents.map(({ metric, contentType, title, content }) => [
      metric,
      contentType,
      title,
      content?.length,
    ]),
    [
      ['doc_pdf', 'application/pdf', 'Letter', 14],
      ['doc_ccda', 'application/xml', 'Letter', undefined],
    ],
  )
  const broken = await readDocument(body('%%%'))
  assert.deepEqual([broken.sink.documents.length, broken.report.skipped[0]?.reason], [1, 'unreadable-file'])
})

test('the document that Apple Health adds to its exports gives nothing', async () => {
  for (const mark of [
    '<id extension="Health Export CDA" root="1.1.1"/><title>Données</title>',
    '<title>Health Data Export</title>',
  ]) {
    const inner = document(results(observation(HB, '<value xsi:type="PQ" value="1" unit="g/dL"/>')))
    const { sink, report } = await readDocument(
      inner.replace('<code code="34133-9"', `${mark}<code code="34133-9"`),
    )
    assert.deepEqual([sink.records, sink.samples, sink.documents, sink.rawItems], [[], [], [], []])
    assert.equal(report.format, 'apple-health')
  }
})

test('prefixes, character sets and pieces change nothing', async () => {
  const plain = document(
    results(
      observation(HB.replace('Hemoglobin', 'Hämoglobin'), '<value xsi:type="PQ" value="11.2" unit="g/dL"/>'),
    ),
  )
  const expected = (await readDocument(plain)).sink.records
  const prefixed = plain.replace(/<(\/?)(?=[a-zA-Z])/g, '<$1cda:').replace('xmlns=', 'xmlns:cda=')
  const western = plain.replace('version="1.0"', 'version="1.0" encoding="ISO-8859-1"')
  const wide = Buffer.concat([
    Buffer.from([0xff, 0xfe]),
    Buffer.from(plain.replace('version="1.0"', 'version="1.0" encoding="UTF-16"'), 'utf16le'),
  ])
  for (const bytes of [Buffer.from(prefixed), Buffer.from(western, 'latin1'), wide])
    assert.deepEqual((await readDocument(new Uint8Array(bytes))).sink.records, expected)
  for (const size of [1, 11, 300]) {
    const sink = recordingSink()
    await importFile(streamOf(new TextEncoder().encode(plain), size), sink)
    assert.deepEqual(sink.records, expected)
  }
})

test('entities of a DTD are not expanded', async () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>`
  const text = document(results(observation(HB, '<value xsi:type="ST">&b;</value>'))).replace(
    '<ClinicalDocument',
    `${bomb}<ClinicalDocument`,
  )
  const fact = await content(text)
  assert.ok(fact.resourceType === 'Observation')
  assert.equal(fact.valueString, '&b;')
})

test('nesting without end, an entry without end and text without end stay small', async () => {
  const attacks = [
    '<component>'.repeat(200_000),
    `<component><section><entry>${'<act>'.repeat(200_000)}`,
    `<component><section><entry><act>${'<code code="1"/>'.repeat(100_000)}</act></entry></section></component>`,
    `<component><section><text>${'words '.repeat(3_000_000)}</text></section></component>`,
  ]
  for (const attack of attacks) {
    const { report } = await readDocument(document().replace('<structuredBody>', `<structuredBody>${attack}`))
    assert.equal(report.format, 'c-cda')
  }
})

const whole = document(
  results(
    observation(HB, '<value xsi:type="PQ" value="11.2" unit="g/dL"/>'),
    observation(HB, '<value xsi:type="PQ" value="12.2" unit="g/dL"/>'),
  ),
  problem('<high value="20130814"/>'),
  allergy(penicillin),
  section(
    '10160-0',
    'Medications',
    entry(medicine('moodCode="INT"', metformin)),
    '<table><tr ID="med1"><td>Metformin</td></tr></table>',
  ),
)

test('a document that is cut off gives what it holds and says so', async () => {
  await importBeginnings(new TextEncoder().encode(whole), 80)
  const { report, facts } = await readDocument(whole.slice(0, whole.indexOf('<title>Allergies')))
  assert.deepEqual([facts.length, report.partial.length, report.documents], [3, 1, 1])
})

test('spoilt documents neither throw nor hang, and all that they give is valid', async () => {
  await importSpoilt('ccda', new TextEncoder().encode(whole), 300)
})
