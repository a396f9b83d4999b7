/**
 * Goal: nothing that a real clinical document states is lost or misread.
 * Method: documents of many makers against a plain reading of their elements: how many statements, which numbers.
 */
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readDocument } from '../../test/read-document.ts'

const folder = join(process.env['NORNOS_REAL_FILES'] ?? '', 'ccda')
const skip = existsSync(folder) ? false : 'NORNOS_REAL_FILES names no folder with clinical documents'

/** Every element with the names of those around it, by plain search for tags. */
function elements(text: string) {
  const plain = text.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>/g, '')
  const found: { path: string; tag: string }[] = []
  const open: string[] = []
  for (const [tag = '', slash, name = '', empty] of plain.matchAll(
    /<(\/?)(?:\w+:)?(\w+)(?:"[^"]*"|'[^']*'|[^>"'])*?(\/?)>/g,
  )) {
    if (slash === '/') open.pop()
    else {
      found.push({ path: [...open, name].join(' '), tag })
      if (empty === '') open.push(name)
    }
  }
  return found
}

/** The elements of each section under its code, with paths from the section on. */
function bySection(text: string) {
  const sections = new Map<string, { path: string; tag: string }[]>()
  let code = ''
  for (const { path, tag } of elements(text)) {
    const inner = path.slice(path.lastIndexOf('section')).replace(/^section ?/, '')
    if (!path.includes('section') || inner === '') code = ''
    if (inner === 'code') code = /code="([^"]*)"/.exec(tag)?.[1] ?? ''
    else if (code !== '') sections.set(code, [...(sections.get(code) ?? []), { path: inner, tag }])
  }
  return sections
}

const RESULT = 'entry organizer component observation'

test('real documents: statements, numbers and dates are those of a plain reading', { skip }, async () => {
  const names = globSync('**/*.{xml,XML}', { cwd: folder })
  assert.ok(names.length >= 19)
  let values = 0
  for (const name of names) {
    const text = readFileSync(join(folder, name), 'utf8')
    const { report, sink, facts } = await readDocument(new Uint8Array(Buffer.from(text)))
    assert.deepEqual([report.format, report.partial], ['c-cda', []], name)
    const sections = bySection(text)
    const count = (code: string, path: string) =>
      (sections.get(code) ?? []).filter((element) => element.path === path).length
    const countOf = (type: string) => report.read[type] ?? 0
    assert.equal(countOf('result'), count('30954-2', RESULT), `${name} results`)
    assert.equal(countOf('vital sign'), count('8716-3', RESULT), `${name} vital signs`)
    assert.equal(
      countOf('immunization'),
      count('11369-6', 'entry substanceAdministration'),
      `${name} vaccines`,
    )
    const medicines = ['10160-0', '29549-3', '10183-2', '42346-7']
    assert.equal(
      countOf('medication'),
      medicines.reduce((sum, code) => sum + count(code, 'entry substanceAdministration'), 0),
      name,
    )
    assert.ok(
      countOf('condition') >= count('11450-4', 'entry act entryRelationship observation'),
      `${name} problems`,
    )
    assert.equal(
      countOf('allergy'),
      count('48765-2', 'entry act entryRelationship observation'),
      `${name} allergies`,
    )
    const numbers = (sections.get('30954-2') ?? [])
      .filter(({ path }) => path === `${RESULT} value`)
      .flatMap(
        ({ tag }) =>
          /xsi:type="PQ"[^>]*\bvalue="([\d.]+)"|\bvalue="([\d.]+)"[^>]*xsi:type="PQ"/.exec(tag)?.slice(1) ??
          [],
      )
      .filter((number) => number !== undefined)
    const quantities = facts.flatMap(({ content: fact }) =>
      fact.resourceType === 'Observation' ? (fact.valueQuantity?.value ?? []) : [],
    )
    // Numbers that are written as text come on top.
    for (const number of numbers) {
      const at = quantities.indexOf(Number(number))
      assert.ok(at >= 0, `${name}: ${number}`)
      quantities.splice(at, 1)
    }
    values += numbers.length
    for (const sample of sink.samples)
      assert.ok(text.includes(`"${sample.value}`) || sample.key.metric === 'tobacco_status', name)
  }
  assert.ok(values > 60)
})
