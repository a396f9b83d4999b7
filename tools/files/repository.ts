/** The files of a checkout as the tools see them: what git would track, found without git, which may be absent. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

export interface Repository {
  readonly root: string
  /** Relative paths with forward slashes, sorted. */
  readonly files: readonly string[]
  /** The text of a file; empty when there is none. */
  read(file: string): string
  sizeOf(file: string): number
}

export function openRepository(root: string): Repository {
  const isIgnored = ignoreRules(join(root, '.gitignore'))
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
    files: filesUnder(root, '', isIgnored).sort(),
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

type IsIgnored = (name: string, isFolder: boolean) => boolean

/** The three forms that our .gitignore uses: `folder/`, `*.ending` and `file.name`. Any other is a mistake to be told. */
function ignoreRules(file: string): IsIgnored {
  const lines = existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    : []
  const strange = lines.find((line) => !/^([\w.-]+\/?|\*\.[\w.]+)$/.test(line))
  if (strange !== undefined)
    throw new Error(`.gitignore: "${strange}" is neither folder/ nor *.ending nor file.name`)
  // In a worktree `.git` is a file.
  const names = new Set([...lines, '.git/', '.git'])
  const endings = lines.filter((line) => line.startsWith('*')).map((line) => line.slice(1))
  return (name, isFolder) =>
    isFolder ? names.has(`${name}/`) : names.has(name) || endings.some((ending) => name.endsWith(ending))
}

function filesUnder(root: string, folder: string, isIgnored: IsIgnored): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (isIgnored(entry.name, entry.isDirectory())) return []
    if (entry.isDirectory()) return filesUnder(root, path, isIgnored)
    return entry.isFile() ? [path] : []
  })
}
