/** What every migration keeps: lower case, an opening that says why, and forced row security on a patient's rows. */
import type { Repository } from '../files/repository.ts'
import type { Finding, TidyCheck } from './finding.ts'

const migration = /^services\/([^/]+)\/migrations\/[^/]+\.sql$/
const named = /\/\d{4}-[a-z0-9]+(-[a-z0-9]+)*\.sql$/
const shouting =
  /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|ALTER|GRANT|REVOKE|REFERENCES|PRIMARY KEY|NOT NULL)\b/
const table = /\bcreate table (?:if not exists )?(\w+) \(([\s\S]*?)\n\)/g

export const checkMigrations: TidyCheck = (repository) =>
  repository.files.flatMap((file) => {
    const [, service] = migration.exec(file) ?? []
    return service === undefined ? [] : checkMigration(repository, file, service)
  })

function checkMigration(repository: Repository, file: string, service: string): readonly Finding[] {
  const text = repository.read(file)
  const finding = (message: string): Finding => ({ rule: 'migrations', file, message })
  const loud = shouting.exec(text.replaceAll(/--.*$/gm, ''))
  return [
    ...(named.test(file) ? [] : [finding('name it NNNN-nouns.sql')]),
    ...(text.startsWith('-- ') ? [] : [finding('open with a comment: the invariants that it keeps')]),
    ...(loud === null ? [] : [finding(`${loud[0]}: SQL is lower case here`)]),
    ...[...text.matchAll(table)]
      .filter(([, , columns = '']) => /^\s*patient_id\b/m.test(columns))
      .filter(([, name = '']) => !isForced(repository, service, name))
      .map(([, name]) => finding(`${name} holds patients: alter table ${name} force row level security`)),
  ]
}

function isForced(repository: Repository, service: string, name: string): boolean {
  const forced = new RegExp(`\\balter table ${name}\\b[^;]*\\bforce row level security`)
  return repository.files
    .filter((file) => migration.exec(file)?.[1] === service)
    .some((file) => forced.test(repository.read(file)))
}
