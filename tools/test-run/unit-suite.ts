/** Runs test files with Node's own runner, a process each. Prints failures in full and nothing else. */
import { join } from 'node:path'
import { run } from 'node:test'
import { inspect } from 'node:util'
import type { Tally } from './tally.ts'

// One more than a small machine has processors: a test waits for servers and disks as often as it works.
const filesAtOnce = 3
const fileWithinMs = 600_000
// Huge pages for large blocks: the 64 MiB of a key derivation are had for a quarter of the time. Other C libraries ignore it.
const memory = { GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' }

export interface UnitSuite {
  readonly root: string
  readonly files: readonly string[]
  readonly signal: AbortSignal
  print(line: string): void
}

export async function runUnitSuite({ root, files, signal, print }: UnitSuite): Promise<Tally> {
  const tally = { passed: 0, failed: 0, skipped: 0 }
  const output = new Map<string, string[]>()
  const events = run({
    files: files.map((file) => join(root, file)),
    cwd: root,
    env: { ...process.env, ...memory },
    concurrency: filesAtOnce,
    timeout: fileWithinMs,
    signal,
  })
  events.on('test:stdout', ({ file = '', message }) => keep(output, file, message))
  events.on('test:stderr', ({ file = '', message }) => keep(output, file, message))
  events.on('test:pass', (event) => {
    if (event.details.type === 'suite') return
    if (isWholeFile(event)) fail(`${event.name}: the file holds no test`)
    else if (event.skip !== undefined || event.todo !== undefined) tally.skipped += 1
    else tally.passed += 1
  })
  events.on('test:fail', (event) => {
    // The tests inside have been reported: repeating them for each level around says nothing new.
    if (failureType(event.details.error) === 'subtestsFailed') return
    if (isWholeFile(event))
      fail(`${event.name}: the file ended badly\n${(output.get(event.file ?? '') ?? []).join('')}`)
    else
      fail(`${event.file}:${event.line}: ${event.name}\n${inspect(event.details.error.cause, { depth: 8 })}`)
  })
  const fail = (text: string) => {
    tally.failed += 1
    print(`✖ ${text.replaceAll(`${root}/`, '')}\n`)
  }
  for await (const _ of events) {
    // Reading to the end is what makes the runner go on.
  }
  return tally
}

function keep(output: Map<string, string[]>, file: string, message: string): void {
  const lines = output.get(file) ?? []
  lines.push(message)
  output.set(file, lines)
}

/** The runner reports a file itself only when it held no test or its process failed. */
function isWholeFile(event: { readonly name: string; readonly file?: string | undefined }): boolean {
  return event.name === event.file
}

function failureType(error: Error): unknown {
  return 'failureType' in error ? error.failureType : null
}
