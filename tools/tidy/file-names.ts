/** Names that say nothing collect everything. */
import type { Repository } from '../files/repository.ts'
import { workspaceFolders } from '../files/repository.ts'
import type { Finding, TidyCheck } from './finding.ts'

const empty = /(^|\/)(utils?|helpers?|types|common|misc|shared|lib)(\/|\.tsx?$)/
const source = /^(packages|services|apps|tools|bench)\/.*\.tsx?$/

export const checkFileNames: TidyCheck = (repository) => {
  const entries = entryFiles(repository)
  return repository.files
    .filter((file) => source.test(file))
    .flatMap((file): readonly Finding[] => {
      if (empty.test(file)) {
        return [{ rule: 'file-names', file, message: 'name the file after the idea it holds' }]
      }
      if (!/\/index\.tsx?$/.test(file) || entries.has(file)) return []
      return [
        {
          rule: 'barrels',
          file,
          message: 'index.ts is only for what package.json exports: import the file itself',
        },
      ]
    })
}

function entryFiles(repository: Repository): ReadonlySet<string> {
  return new Set(
    workspaceFolders(repository).flatMap((folder) => {
      const manifest: { exports?: Readonly<Record<string, string>> } = JSON.parse(
        repository.read(`${folder}/package.json`),
      )
      return Object.values(manifest.exports ?? {}).map((target) => `${folder}/${target.replace('./', '')}`)
    }),
  )
}
