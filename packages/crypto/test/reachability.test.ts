/**
 * Goal: what an entry must not do, it cannot: the code is not reachable from it.
 * Method: imports are followed from each entry, dynamic ones too.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { test } from 'node:test'

const source = join(import.meta.dirname, '../src')

function reachableFrom(entry: string): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (path: string): void => {
    const name = relative(source, path)
    if (found.has(name)) return
    found.add(name)
    if (!path.endsWith('.ts')) return
    for (const [, target = ''] of readFileSync(path, 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)) {
      if (target.startsWith('.')) visit(join(dirname(path), target))
      else found.add(target)
    }
  }
  visit(join(source, entry, 'index.ts'))
  return found
}

const folders = (files: ReadonlySet<string>) => new Set([...files].map((file) => file.split('/')[0]))

test('whoever verifies reaches no cipher, no box and no key derivation', () => {
  const files = reachableFrom('verify')
  assert.ok(files.has('format/commit.ts') && files.has('hazmat/ed25519.ts'))
  for (const opening of [
    'hazmat/aes-gcm.ts',
    'hazmat/hmac-sha512.ts',
    'hazmat/x-wing.ts',
    'hazmat/argon2id.ts',
    'format/box.ts',
  ]) {
    assert.equal(files.has(opening), false, opening)
  }
  assert.deepEqual([...files].filter((file) => !/\.(ts|json)$/.test(file)).sort(), ['@nornos/std'])
})

test('services and senders do not reach what opens a vault', () => {
  for (const entry of ['service-box', 'seal-to', 'verify']) {
    const reached = folders(reachableFrom(entry))
    assert.equal(reached.has('vault-open') || reached.has('vault-seal'), false, entry)
  }
  assert.ok(folders(reachableFrom('vault-seal')).has('vault-open'))
})

test('senders do not decapsulate, and service records need no heavy library', () => {
  assert.equal(reachableFrom('seal-to').has('vault-open/open-inbox-item.ts'), false)
  const libraries = [...reachableFrom('service-box')].filter((file) => !/\.(ts|json)$/.test(file))
  assert.deepEqual(libraries, ['@nornos/std'])
})
