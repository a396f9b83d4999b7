/** What a text refers to exists: notes (written once, cited as "see [Note: …]"), decisions, and linked files. */
import { posix } from 'node:path'
import type { Repository } from '../files/repository.ts'
import type { Finding, TidyCheck } from './finding.ts'

const text = /\.(md|ts|tsx|mjs|css|sql|sh|yaml)$/
const decision = /\badr\/(\d{4})\b/g
const link = /\]\((?![a-z]+:|#)([^)\s#]+)(#[^)]*)?\)/g

export const checkCitations: TidyCheck = (repository) => {
  const files = repository.files.filter((file) => text.test(file) && !file.startsWith('tools/tidy/'))
  return [
    ...checkNotes(repository, files),
    ...files.flatMap((file) => checkDecisions(repository, file)),
    ...files.filter((file) => file.endsWith('.md')).flatMap((file) => checkLinks(repository, file)),
  ]
}

function checkNotes(repository: Repository, files: readonly string[]): readonly Finding[] {
  const notes = files.flatMap((file) => notesIn(proseOf(repository, file)).map((note) => ({ ...note, file })))
  const written = notes.filter((note) => !note.cited)
  const finding = (file: string, message: string): Finding => ({ rule: 'notes', file, message })
  return [
    ...notes
      .filter((note) => note.cited && !written.some(({ title }) => title === note.title))
      .map(({ file, title }) => finding(file, `there is no [Note: ${title}]`)),
    ...written
      .filter((note, index) => written.findIndex(({ title }) => title === note.title) < index)
      .map(({ file, title }) =>
        finding(file, `[Note: ${title}] is written twice: cite it with "see [Note: ${title}]"`),
      ),
  ]
}

function notesIn(prose: string): readonly { title: string; cited: boolean }[] {
  return [...prose.matchAll(/(\bsee\s+)?\[Note: ([^\]]+)\]/gi)].map(([, see, title = '']) => ({
    title,
    cited: see !== undefined,
  }))
}

function checkDecisions(repository: Repository, file: string): readonly Finding[] {
  return [...proseOf(repository, file).matchAll(decision)]
    .map(([, number = '']) => number)
    .filter((number) => !repository.files.some((other) => other.startsWith(`docs/adr/${number}-`)))
    .map((number) => ({ rule: 'decisions', file, message: `there is no docs/adr/${number}-….md` }))
}

function checkLinks(repository: Repository, file: string): readonly Finding[] {
  const isThere = (path: string) =>
    repository.files.includes(path) ||
    repository.files.some((other) => other.startsWith(`${path.replace(/\/$/, '')}/`))
  return [...proseOf(repository, file).matchAll(link)]
    .map(([, target = '']) => target)
    .filter((target) => !isThere(posix.join(posix.dirname(file), target)))
    .map((target) => ({ rule: 'links', file, message: `there is no ${target}` }))
}

/** In Markdown, what stands between backticks is an example. */
function proseOf(repository: Repository, file: string): string {
  const whole = repository.read(file)
  return file.endsWith('.md') ? whole.replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '') : whole
}
