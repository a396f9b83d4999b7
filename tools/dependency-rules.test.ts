/**
 * Goal: each rule of the import graph really forbids what it says; a rule that never fires protects nobody.
 * Method: a scratch repository with the real package.json files and one file behind each of their exports. As it
 * is, it passes; then one forbidden import per rule is planted, by package name where the rule must see through it.
 */
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { checkDependencies } from './check/dependencies.ts'
import { openRepository, workspaceFolders } from './files/repository.ts'
import { type ScratchRepository, scratchRepository } from './files/scratch-repository.ts'

const root = join(import.meta.dirname, '..')
const compilerOptions = readFileSync(join(root, 'tsconfig.json'), 'utf8')

/** By rule: the files to plant, as file → what it imports. */
const planted: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'no-cycles': { 'packages/std/src/a.ts': './b.ts', 'packages/std/src/b.ts': './a.ts' },
  'all-resolve': { 'packages/std/src/a.ts': './nowhere.ts' },
  'store-is-the-patients': { 'apps/doctor/src/data/patients.ts': '@nornos/store' },
  'packages-are-below': { 'packages/client/src/a.ts': '@nornos/relay' },
  'services-are-strangers': { 'services/relay/src/routes/a.ts': '@nornos/vault' },
  'apps-are-clients': { 'apps/patient/src/data/a.ts': '@nornos/service-kit' },
  'platform-is-for-start-and-tests': { 'services/relay/src/jobs/a.ts': '@nornos/platform' },
  'portable-packages': { 'packages/engine/src/a.ts': 'node:fs' },
  'domain-is-pure': {
    'services/relay/src/domain/a.ts': '../store/consent-store.ts',
    'services/relay/src/store/consent-store.ts': '@nornos/std',
  },
  'hazmat-is-private': {
    'packages/store/src/a.ts': '../../crypto/src/hazmat/aead.ts',
    'packages/crypto/src/hazmat/aead.ts': '@nornos/std',
  },
  // Not directly: through a package that a service may well import.
  'vault-keys-stay-home': {
    'services/agents/src/jobs/a.ts': '@nornos/client',
    'packages/client/src/index.ts': '@nornos/crypto/vault-open',
  },
  'blind-services': {
    'services/vault/src/routes/a.ts': '@nornos/service-kit',
    'packages/service-kit/src/index.ts': '@nornos/crypto/service-box',
  },
}

test('the scratch repository itself breaks no rule', async () => {
  using repository = workspaces()
  const report = await checkDependencies(repository.root)
  assert.deepEqual(report.failures, [])
  assert.ok(report.modules >= workspaceFolders(openRepository(repository.root)).length - 2)
})

test('there is a planted import for each rule', async () => {
  const config = pathToFileURL(join(root, '.dependency-cruiser.mjs')).href
  const { default: rules }: { default: { forbidden: readonly { name: string }[] } } = await import(config)
  assert.deepEqual(Object.keys(planted).sort(), rules.forbidden.map((rule) => rule.name).sort())
})

for (const [name, imports] of Object.entries(planted)) {
  test(`a forbidden import is found: ${name}`, async () => {
    using repository = workspaces()
    for (const [file, target] of Object.entries(imports))
      repository.write({ [file]: `export * from '${target}'\n` })
    const { failures } = await checkDependencies(repository.root)
    assert.ok(
      failures.some((failure) => failure.startsWith(`${name}: `)),
      failures.join('\n'),
    )
  })
}

test('an import through the alias of an app is seen like any other', async () => {
  using repository = workspaces()
  repository.write({
    'apps/doctor/src/screens/a.ts': "export * from '#src/data/a.ts'\n",
    'apps/doctor/src/data/a.ts': "export * from '@nornos/crypto/vault-seal'\n",
  })
  const { failures } = await checkDependencies(repository.root)
  assert.ok(
    failures.some((failure) => failure.startsWith('vault-keys-stay-home: apps/doctor/src/screens/a.ts')),
  )
})

test('a type-only import counts as an import', async () => {
  using repository = workspaces()
  repository.write({ 'apps/doctor/src/data/a.ts': "export type * from '@nornos/store'\n" })
  const { failures } = await checkDependencies(repository.root)
  assert.ok(failures.some((failure) => failure.startsWith('store-is-the-patients: ')))
})

test('a graph without any module is a failure', async () => {
  using repository = scratchRepository({ 'packages/README.md': 'empty\n', 'tsconfig.json': compilerOptions })
  const { modules, failures } = await checkDependencies(repository.root)
  assert.equal(modules, 0)
  assert.notDeepEqual(failures, [])
})

/** Every workspace with its real name, exports and aliases, and nothing in it. */
function workspaces(): ScratchRepository {
  const repository = scratchRepository({
    'tsconfig.json': compilerOptions,
    '.gitignore': 'node_modules/\n',
  })
  mkdirSync(join(repository.root, 'node_modules', '@nornos'), { recursive: true })
  for (const folder of workspaceFolders(openRepository(root))) {
    const text = readFileSync(join(root, folder, 'package.json'), 'utf8')
    const manifest: { name: string; exports?: Readonly<Record<string, string>> } = JSON.parse(text)
    repository.write({ [`${folder}/package.json`]: text })
    for (const target of Object.values(manifest.exports ?? {})) {
      if (/\.tsx?$/.test(target)) repository.write({ [join(folder, target)]: 'export const here = true\n' })
    }
    symlinkSync(join(repository.root, folder), join(repository.root, 'node_modules', manifest.name))
  }
  return repository
}
