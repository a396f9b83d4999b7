/**
 * Goal: every message says what ICU says, and no screen lacks the words that it uses.
 * Method: each message is formatted as the app does and as use-intl itself does; the imports of each page are followed
 * in the sources, with the groups of words that are given on the way.
 */

import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { assertSameWords } from '@nornos/ui/messages/testing'
import { createTranslator } from 'use-intl/core'
import { messages } from './en.ts'
import { privateMessages } from './private-messages.ts'

const source = join(import.meta.dirname, '..')

test('every message, with every choice in it, says what ICU says', () => {
  const count = assertSameWords(privateMessages, (message, values) => {
    const translate = createTranslator<{ message: string }>({ locale: 'en', messages: { message }, onError })
    return translate('message', { ...values } as Record<string, string | number>)
  })
  assert.ok(count > 1_000)
})

test('a screen has the words that it and its parts use', async () => {
  const outside = new Set(Object.keys(messages))
  const inPrivate = new Set([...outside, ...(await groupsIn(read('shell/PrivateFrame.tsx')))])
  const inVault = new Set([...inPrivate, ...(await groupsIn(frameOf(read('shell/VaultFrame.tsx'))))])
  const lacking = new Set<string>()
  await follow('shell/VaultFrame.tsx', inPrivate, lacking)
  for (const file of globSync('app/**/*.tsx', { cwd: source })) {
    const given = file.includes('(vault)') ? inVault : file.includes('(private)') ? inPrivate : outside
    await follow(file, given, lacking)
  }
  assert.deepEqual([...lacking], [])
})

test('a part without its words is found', async () => {
  const lacking = new Set<string>()
  await follow('screens/health/HealthScreen.tsx', new Set(['shell']), lacking)
  assert.ok(lacking.has('screens/health/HealthScreen.tsx: health'))
})

function onError(cause: Error): never {
  throw cause
}

/** What `OpenFrame` is given; the rest of `VaultFrame` is for a locked vault. */
function frameOf(text: string): string {
  return /const OpenFrame = [^;]*?\n\)/.exec(text)?.[0] ?? ''
}

const followed = new Set<string>()

/** Notes each use of a group that is not given, in this file and in what it imports. */
async function follow(file: string, given: ReadonlySet<string>, lacking: Set<string>): Promise<void> {
  const visit = `${file} ${[...given].sort()}`
  if (followed.has(visit)) return
  followed.add(visit)
  const text = read(file)
  for (const [, group = ''] of text.matchAll(/useTranslations\('(\w+)/g)) {
    if (!given.has(group)) lacking.add(`${file}: ${group}`)
  }
  const later = text.match(/laterWithWords\([^;]*?\n\)/g) ?? []
  for (const part of later) {
    const inside = new Set([...given, ...(await groupsIn(part))])
    for (const next of importsIn(part, file)) await follow(next, inside, lacking)
  }
  const rest = later.reduce((left, part) => left.replace(part, ''), text)
  const inside = new Set([...given, ...(await groupsIn(rest))])
  for (const next of importsIn(rest, file)) await follow(next, inside, lacking)
}

function read(file: string): string {
  return readFileSync(join(source, file), 'utf8')
}

/** The groups of words in the catalogues that a text imports. */
async function groupsIn(text: string): Promise<string[]> {
  const files = [...text.matchAll(/'#src\/messages\/(\w[\w-]*-messages\.ts)'/g)].map(([, name = '']) => name)
  const modules: unknown[] = await Promise.all(files.map((name) => import(`./${name}`)))
  return modules.flatMap((exported) =>
    Object.values(Object(exported)).flatMap((words) => Object.keys(Object(words))),
  )
}

/** Of sources with text to follow: not of words, and not of types. */
function importsIn(text: string, file: string): string[] {
  const found = text.matchAll(
    /(?:^(?:import|export) (?!type )[^']*?from |import\()\s*'(#src\/|\.\/)([^']+\.tsx?)'/gm,
  )
  return [...found]
    .map(([, root, path = '']) => (root === '#src/' ? path : join(dirname(file), path)))
    .filter((path) => !path.startsWith('messages/'))
}
