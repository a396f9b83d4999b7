/**
 * A build graph that does not lie: the references of each tsconfig.json are the workspace dependencies of its package.
 *
 * [Note: test projects] Behaviour and browser tests meet the whole platform, and the platform depends on what they
 * test. So the folder `test` or `e2e` of a workspace below the platform is a project of its own, which refers to its
 * workspace and to the platform; no manifest names the platform, or the graph would go round in a circle.
 */
import { posix } from 'node:path'
import { type Repository, workspaceFolders } from '../files/repository.ts'
import type { Finding, TidyCheck } from './finding.ts'

interface Manifest {
  readonly name: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

const platform = 'packages/platform'

export const checkReferences: TidyCheck = (repository) => {
  const folders = workspaceFolders(repository)
  const folderByName = new Map(folders.map((folder) => [manifestOf(repository, folder).name, folder]))
  const testProjects = testProjectsOf(repository)
  return [
    ...difference('tsconfig.json', referencesOf(repository, '.'), [...folders, ...testProjects]),
    ...testProjects.flatMap((folder) =>
      difference(`${folder}/tsconfig.json`, referencesOf(repository, folder), [
        posix.dirname(folder),
        platform,
      ]),
    ),
    ...folders.flatMap((folder) => {
      const { dependencies, devDependencies } = manifestOf(repository, folder)
      const needed = Object.keys({ ...dependencies, ...devDependencies }).flatMap(
        (name) => folderByName.get(name) ?? [],
      )
      return difference(`${folder}/tsconfig.json`, referencesOf(repository, folder), needed)
    }),
  ]
}

function testProjectsOf(repository: Repository): readonly string[] {
  return repository.files
    .filter((file) => /^(packages|services|apps)\/[^/]+\/(test|e2e)\/tsconfig\.json$/.test(file))
    .map((file) => posix.dirname(file))
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
