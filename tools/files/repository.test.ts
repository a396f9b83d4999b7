/**
 * Goal: the tools see the files that git would track, and nothing that is built or installed.
 * Method: a scratch repository with each form of line that .gitignore may hold.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openRepository } from './repository.ts'
import { scratchRepository } from './scratch-repository.ts'

test('ignored folders, endings and names are left out at any depth, and nothing else', () => {
  using repository = scratchRepository({
    '.gitignore': 'out/\n*.log\nmade.ts\n',
    'a/out/b.ts': '',
    'a/b.log': '',
    'a/made.ts': '',
    'a/kept.ts': 'kept',
    'a/out.ts': '',
  })
  const opened = openRepository(repository.root)
  assert.deepEqual(opened.files, ['.gitignore', 'a/kept.ts', 'a/out.ts'])
  assert.equal(opened.read('a/kept.ts'), 'kept')
  assert.equal(opened.read('a/missing.ts'), '')
})

test('a line of .gitignore that the tools do not understand is told, not passed over', () => {
  using repository = scratchRepository({ '.gitignore': 'a/**/b\n' })
  assert.throws(() => openRepository(repository.root), /a\/\*\*\/b/)
})
