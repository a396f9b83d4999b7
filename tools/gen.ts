/**
 * `npm run gen`: writes what is generated from the code and kept in the repository, the OpenAPI descriptions of every
 * service. With `--check` it writes nothing, names each stale file and fails.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { contracts } from '@nornos/contracts'
import { openApiOf } from '@nornos/endpoint'

const folder = new URL('../packages/contracts/openapi/', import.meta.url)
const isCheck = process.argv.includes('--check')
const stale: string[] = []

await mkdir(folder, { recursive: true })
for (const [service, contract] of Object.entries(contracts)) {
  const file = new URL(`${service}.json`, folder)
  const text = `${JSON.stringify(openApiOf(`Nornos ${service}`, contract), null, 2)}\n`
  const present = await readFile(file, 'utf8').catch(() => null)
  if (present === text) continue
  stale.push(`packages/contracts/openapi/${service}.json`)
  if (!isCheck) await writeFile(file, text)
}

if (isCheck && stale.length > 0) {
  console.error(`Stale, write them with npm run gen:\n${stale.join('\n')}`)
  process.exitCode = 1
} else if (stale.length > 0) {
  console.log(`Written:\n${stale.join('\n')}`)
}
