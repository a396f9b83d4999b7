/** Each workspace opens with the same four words, so that a newcomer knows in a minute what it is for. */
import { workspaceFolders } from '../files/repository.ts'
import type { Finding, TidyCheck } from './finding.ts'

const linesMax = 40
const headings = ['Does', 'Holds', 'Must never', 'Read first']

export const checkReadmes: TidyCheck = (repository) =>
  workspaceFolders(repository).flatMap((folder): readonly Finding[] => {
    const file = `${folder}/README.md`
    const text = repository.read(file)
    if (text === '') return [{ rule: 'readmes', file, message: `write it: ${headings.join(' · ')}` }]
    const missing = headings.filter((heading) => !new RegExp(`^(#+ +|.*\\*\\*)${heading}\\b`, 'm').test(text))
    const lines = text.split('\n').length - 1
    return [
      ...missing.map((heading) => ({
        rule: 'readmes',
        file,
        message: `the heading "${heading}" is missing`,
      })),
      ...(lines > linesMax
        ? [{ rule: 'readmes', file, message: `${lines} lines; at most ${linesMax}` }]
        : []),
    ]
  })
