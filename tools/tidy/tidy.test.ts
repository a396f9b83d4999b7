/**
 * Goal: each tidy rule finds its mistake and leaves the right way of writing alone.
 * Method: a scratch repository per case with one file that is wrong and its neighbour that is right.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Endpoint, endpoint } from '@nornos/endpoint'
import { openRepository } from '../files/repository.ts'
import { scratchRepository } from '../files/scratch-repository.ts'
import { bans, checkBannedText } from './banned-text.ts'
import { applyBaseline } from './baseline.ts'
import { checkCitations } from './citations.ts'
import { checkEndpoints } from './endpoints.ts'
import { checkFileNames } from './file-names.ts'
import { checkFileSize } from './file-size.ts'
import type { TidyCheck } from './finding.ts'
import { checkMigrations } from './migrations.ts'
import { checkReadmes } from './readmes.ts'
import { checkReferences } from './references.ts'

/** By ban: a file that must be found, and one that must not. */
const banned: Readonly<
  Record<string, { wrong: readonly [string, string]; right: readonly [string, string] }>
> = {
  environment: {
    wrong: ['services/relay/src/service.ts', 'process.env.PORT'],
    right: ['services/relay/src/config.ts', 'process.env.PORT'],
  },
  'clock-in-domain': {
    wrong: ['services/relay/src/domain/a.ts', 'const now = Date.now()'],
    right: ['services/relay/src/domain/a.ts', 'const ends = new Date(now)'],
  },
  'chance-in-domain': {
    wrong: ['services/relay/src/domain/a.ts', 'crypto.randomUUID()'],
    right: ['services/relay/src/context.ts', 'crypto.randomUUID()'],
  },
  'double-cast': {
    wrong: ['packages/std/src/a.ts', 'value as unknown as string'],
    right: ['packages/std/src/a.ts', 'value as const'],
  },
  'unowned-work': {
    wrong: ['packages/std/src/a.ts', '// TODO later'],
    right: ['packages/std/src/a.ts', '// @TODO(ada) once the browser can'],
  },
  'silenced-compiler': {
    wrong: ['packages/std/src/a.ts', '// @ts-ignore'],
    right: ['packages/std/src/a.ts', '// ts ignores it'],
  },
  'whole-zod': {
    wrong: ['packages/contracts/src/a.ts', "import * as z from 'zod'"],
    right: ['packages/contracts/src/a.ts', "import * as z from 'zod/mini'"],
  },
  'waiting-in-tests': {
    wrong: ['apps/patient/e2e/a.e2e.ts', 'await page.waitForTimeout(100)'],
    right: ['apps/patient/e2e/a.e2e.ts', 'await page.waitForURL(url)'],
  },
  'lonely-tests': {
    wrong: ['packages/std/src/a.test.ts', 'test.only()'],
    right: ['packages/std/src/a.test.ts', 'test()'],
  },
  'sql-in-code': {
    wrong: ['services/relay/src/routes/a.ts', "tx.query('select 1')"],
    right: ['services/relay/src/store/a.ts', "tx.query('select 1')"],
  },
  'registry-hosts': {
    wrong: ['package-lock.json', '"resolved": "https://example.org/a.tgz"'],
    right: ['package-lock.json', '"resolved": "packages/std"'],
  },
  'machine-paths': {
    wrong: ['docs/a.md', 'lies in /home/ada/nornos'],
    right: ['docs/a.md', "from '../shared-data/a.ts' in packages/root/"],
  },
}

test('each ban has its case', () => {
  assert.deepEqual(Object.keys(banned).sort(), bans.map((ban) => ban.rule).sort())
})

for (const [rule, { wrong, right }] of Object.entries(banned)) {
  test(`banned text is found, and what to write instead is not: ${rule}`, () => {
    assert.deepEqual(rulesOf(checkBannedText, { [wrong[0]]: wrong[1] }), [rule])
    assert.deepEqual(rulesOf(checkBannedText, { [right[0]]: right[1] }), [])
  })
}

test('a file of 501 lines or of more than a mebibyte is found', () => {
  assert.deepEqual(
    rulesOf(checkFileSize, { 'a.ts': 'x\n'.repeat(500), 'a.bin': 'x'.repeat(1024 * 1024) }),
    [],
  )
  assert.deepEqual(rulesOf(checkFileSize, { 'a.ts': 'x\n'.repeat(501) }), ['file-lines'])
  assert.deepEqual(rulesOf(checkFileSize, { 'a.bin': 'x'.repeat(1024 * 1024 + 1) }), ['file-bytes'])
})

test('names that say nothing and barrels are found, an entry is not', () => {
  const manifest = { 'packages/a/package.json': '{ "name": "a", "exports": { ".": "./src/index.ts" } }' }
  assert.deepEqual(rulesOf(checkFileNames, { ...manifest, 'packages/a/src/index.ts': '' }), [])
  assert.deepEqual(rulesOf(checkFileNames, { ...manifest, 'packages/a/src/deep/index.ts': '' }), ['barrels'])
  assert.deepEqual(rulesOf(checkFileNames, { 'packages/a/src/utils.ts': '' }), ['file-names'])
})

test('references and dependencies must agree both ways', () => {
  const files = (references: readonly string[], dependencies: Readonly<Record<string, string>>) => ({
    'packages/a/package.json': '{ "name": "@nornos/a" }',
    'packages/a/tsconfig.json': '{}',
    'packages/b/package.json': JSON.stringify({ name: '@nornos/b', dependencies }),
    'packages/b/tsconfig.json': JSON.stringify({ references: references.map((path) => ({ path })) }),
    'tsconfig.json': '{ "references": [{ "path": "./packages/a" }, { "path": "./packages/b" }] }',
  })
  const dependencies = { '@nornos/a': '0.1.0', zod: '4' }
  assert.deepEqual(rulesOf(checkReferences, files(['../a'], dependencies)), [])
  assert.deepEqual(rulesOf(checkReferences, files([], dependencies)), ['references'])
  assert.deepEqual(rulesOf(checkReferences, files(['../a'], {})), ['references'])
})

test('a test project refers to its workspace and the platform, and the root to it', () => {
  const files = (references: readonly string[], inRoot: readonly string[]) => ({
    'services/a/package.json': '{ "name": "@nornos/a" }',
    'services/a/tsconfig.json': '{}',
    'services/a/test/tsconfig.json': JSON.stringify({ references: references.map((path) => ({ path })) }),
    'tsconfig.json': JSON.stringify({ references: inRoot.map((path) => ({ path })) }),
  })
  const right = ['..', '../../../packages/platform']
  const all = ['services/a', 'services/a/test']
  assert.deepEqual(rulesOf(checkReferences, files(right, all)), [])
  assert.deepEqual(rulesOf(checkReferences, files(['..'], all)), ['references'])
  assert.deepEqual(rulesOf(checkReferences, files([...right, '../../b'], all)), ['references'])
  assert.deepEqual(rulesOf(checkReferences, files(right, ['services/a'])), ['references'])
})

test('a README without one of its headings is found', () => {
  const readme = (text: string) => ({ 'packages/a/package.json': '{}', 'packages/a/README.md': text })
  assert.deepEqual(
    rulesOf(checkReadmes, readme('**Does** x. **Holds** y.\n## Must never\n**Read first** z.\n')),
    [],
  )
  assert.deepEqual(rulesOf(checkReadmes, readme('**Does** x. **Holds** y.\n**Read first** z.\n')), [
    'readmes',
  ])
  assert.deepEqual(rulesOf(checkReadmes, { 'packages/a/package.json': '{}' }), ['readmes'])
})

test('notes, decisions and links lead somewhere', () => {
  const files = {
    'docs/adr/0001-words.md': '',
    'docs/a.md': 'see adr/0001 and [it](adr/0001-words.md), `adr/0009`',
  }
  const note = { 'a.ts': '// [Note: one door] because', 'b.ts': '// see [Note: one door]' }
  assert.deepEqual(rulesOf(checkCitations, { ...files, ...note }), [])
  assert.deepEqual(rulesOf(checkCitations, { ...files, 'a.ts': '// docs/adr/0002' }), ['decisions'])
  assert.deepEqual(rulesOf(checkCitations, { 'docs/a.md': '[gone](b.md)' }), ['links'])
  assert.deepEqual(rulesOf(checkCitations, { 'b.ts': '// see [Note: one door]' }), ['notes'])
  assert.deepEqual(rulesOf(checkCitations, { ...note, 'c.ts': '// [Note: one door] again' }), ['notes'])
})

test('a table with patients in it needs forced row security', () => {
  const table = '-- Why.\ncreate table consents (\n  id uuid,\n  patient_id uuid not null\n);\n'
  const file = 'services/relay/migrations/0001-consents.sql'
  assert.deepEqual(
    rulesOf(checkMigrations, { [file]: `${table}alter table consents force row level security;\n` }),
    [],
  )
  assert.deepEqual(rulesOf(checkMigrations, { [file]: table }), ['migrations'])
  assert.deepEqual(rulesOf(checkMigrations, { [file]: '-- Why.\nSELECT 1;\n' }), ['migrations'])
})

test('an endpoint without contract file, route, test or matrix row is found, and so is a route without one', () => {
  const complete = {
    'packages/contracts/src/shared-data/field-read.ts': '',
    'services/shared-data/src/routes/field-read.ts': '',
    'services/shared-data/test/read.test.ts': 'api.fieldRead()',
    'services/shared-data/test/authz-matrix.txt': 'fieldRead patient 200\n',
  }
  const check = checkEndpoints({ sharedData: { fieldRead } })
  assert.deepEqual(rulesOf(check, complete), [])
  for (const missing of Object.keys(complete)) {
    const rest = Object.fromEntries(Object.entries(complete).filter(([file]) => file !== missing))
    assert.equal(rulesOf(check, { ...rest, 'README.md': '' }).length, 1, missing)
  }
  const stray = { ...complete, 'services/shared-data/src/routes/field-write.ts': '' }
  assert.deepEqual(rulesOf(check, stray), ['endpoints'])
})

test('the baseline excuses what it names, and complains about rows that excuse nothing', () => {
  const finding = { rule: 'file-lines', file: 'a.ts', message: '600 lines' }
  const row = { rule: 'file-lines', file: 'a.ts', owner: 'ada', since: '2026-01-01' }
  assert.deepEqual(applyBaseline([finding], [row]), [])
  assert.deepEqual(applyBaseline([finding], []), [finding])
  assert.equal(applyBaseline([], [row])[0]?.rule, 'baseline')
})

function rulesOf(check: TidyCheck, files: Readonly<Record<string, string>>): readonly string[] {
  using repository = scratchRepository(files)
  return check(openRepository(repository.root)).map((finding) => finding.rule)
}

const fieldRead: Endpoint = endpoint({
  operationId: 'fieldRead',
  method: 'GET',
  path: '/v1/field',
  summary: 'Read one field.',
  credential: 'session',
  actors: ['patient'],
  request: {},
  responses: {},
  problems: {},
})
