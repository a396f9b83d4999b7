/** A build graph that does not lie: the references of each tsconfig.json are the workspace dependencies of its package. */
import { posix } from 'node:path'
import { type Repository, workspaceFolders } from '../files/repository.ts'
import type { Finding, TidyCheck } from './finding.ts'

interface Manifest {
  readonly name: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

export const checkReferences: TidyCheck = (repository) => {
  const folders = workspaceFolders(repository)
  const folderByName = new Map(folders.map((folder) => [manifestOf(repository, folder).name, folder]))
  return [
    ...difference('tsconfig.json', referencesOf(repository, '.'), folders),
    ...folders.flatMap((folder) => {
      const { dependencies, devDependencies } = manifestOf(repository, folder)
      const needed = Object.keys({ ...dependencies, ...devDependencies }).flatMap(
        (name) => folderByName.get(name) ?? [],
      )
      return difference(`${folder}/tsconfig.json`, referencesOf(repository, folder), needed)
    }),
  ]
}

function difference(file: string, actual: readonly string[], needed: readonly string[]): readonly Finding[] {
  const finding = (message: string): Finding => ({ rule: 'references', file, message })
  return [
    ...needed
      .filter((folder) => !actual.includes(folder))
      .map((folder) => finding(`add a reference to ${folder}`)),
    ...actual
      .filter((folder) => !needed.includes(folder))
      .map((folder) => finding(`${folder} is no dependency`)),
  ]
}

function referencesOf(repository: Repository, folder: string): readonly string[] {
  const text = repository.read(posix.join(folder, 'tsconfig.json')) || '{}'
  const { references = [] }: { references?: readonly { path: string }[] } = JSON.parse(text)
  return references.map(({ path }) => posix.join(folder, path))
}

function manifestOf(repository: Repository, folder: string): Manifest {
  return JSON.parse(repository.read(`${folder}/package.json`))
}
