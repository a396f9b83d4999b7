/** Files that a person can read in one go, and a repository that clones in a moment. */
import type { Finding, TidyCheck } from './finding.ts'

const linesMax = 500
const bytesMax = 1024 * 1024

const source = /\.(ts|tsx|mjs|css|sql|sh)$/
// Written by a tool, read as a diff.
const golden = /^services\/[^/]+\/schema\.sql$/

export const checkFileSize: TidyCheck = (repository) =>
  repository.files.flatMap((file): readonly Finding[] => {
    const bytes = repository.sizeOf(file)
    if (bytes > bytesMax)
      return [{ rule: 'file-bytes', file, message: `${bytes} bytes; at most ${bytesMax}` }]
    if (!source.test(file) || golden.test(file)) return []
    const lines = repository.read(file).split('\n').length - 1
    if (lines <= linesMax) return []
    return [{ rule: 'file-lines', file, message: `${lines} lines; at most ${linesMax}: split it by idea` }]
  })
