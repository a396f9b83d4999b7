/** The files of a checkout as the tools see them: what git would track, found without git, which may be absent. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'

export interface Repository {
  readonly root: string
  /** Relative paths with forward slashes, sorted. */
  readonly files: readonly string[]
  /** The text of a file; empty when there is none. */
  read(file: string): string
  sizeOf(file: string): number
}

export function openRepository(root: string): Repository {
  const ignored = ignoreRules(join(root, '.gitignore'))
  const texts = new Map<string, string>()
  const read = (file: string) => {
    const known = texts.get(file)
    if (known !== undefined) return known
    const path = join(root, file)
    const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
    texts.set(file, text)
    return text
  }
  return {
    root,
    files: filesUnder(root, '', ignored).sort(),
    read,
    sizeOf: (file) => statSync(join(root, file)).size,
  }
}

/** Folders with a package.json of their own. */
export function workspaceFolders(repository: Repository): readonly string[] {
  return repository.files
    .filter((file) => /^((packages|services|apps)\/[^/]+|tools|bench)\/package\.json$/.test(file))
    .map((file) => file.slice(0, -'/package.json'.length))
}

interface IgnoreRules {
  readonly folders: ReadonlySet<string>
  readonly endings: readonly string[]
}

/** The two forms that our .gitignore uses: `folder/` and `*.ending`. Any other is a mistake to be told. */
function ignoreRules(file: string): IgnoreRules {
  const lines = existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
    : []
  const folders = lines.filter((line) => /^[^*/]+\/$/.test(line)).map((line) => line.slice(0, -1))
  const endings = lines.filter((line) => /^\*\.[^*/]+$/.test(line)).map((line) => line.slice(1))
  if (folders.length + endings.length < lines.length) {
    throw new Error('.gitignore holds a line that is neither "folder/" nor "*.ending"')
  }
  return { folders: new Set([...folders, '.git']), endings }
}

function filesUnder(root: string, folder: string, ignored: IgnoreRules): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) return ignored.folders.has(entry.name) ? [] : filesUnder(root, path, ignored)
    return ignored.endings.some((ending) => basename(path).endsWith(ending)) || !entry.isFile() ? [] : [path]
  })
}
