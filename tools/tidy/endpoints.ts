/** An endpoint is one name in every place: contract, route, behaviour test and row of the authorization matrix. */
import type { Contract } from '@nornos/endpoint'
import type { Repository } from '../files/repository.ts'
import type { Finding, TidyCheck } from './finding.ts'

const tests = /^(services\/[^/]+|packages\/platform)\/(.*\/)?[^/]+\.test\.ts$|^apps\/[^/]+\/e2e\//

/** `contracts` by service, as @nornos/contracts exports them. */
export function checkEndpoints(contracts: Readonly<Record<string, Contract>>): TidyCheck {
  return (repository) => {
    const tested = repository.files.filter((file) => tests.test(file)).map((file) => repository.read(file))
    return Object.entries(contracts).flatMap(([name, contract]) => {
      const service = kebabCase(name)
      const operations = Object.values(contract).map((endpoint) => endpoint.operationId)
      return [
        ...operations.flatMap((operation) => checkOperation(repository, service, operation, tested)),
        ...checkRoutes(repository, service, operations),
        ...checkMatrix(repository, service, operations),
      ]
    })
  }
}

/** consentCreate → consent-create */
export function kebabCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function checkOperation(
  repository: Repository,
  service: string,
  operation: string,
  tested: readonly string[],
): readonly Finding[] {
  const contract = `packages/contracts/src/${service}/${kebabCase(operation)}.ts`
  const route = `services/${service}/src/routes/${kebabCase(operation)}.ts`
  const word = new RegExp(`\\b${operation}\\b`)
  return [
    ...[contract, route]
      .filter((file) => !repository.files.includes(file))
      .map((file) => ({ rule: 'endpoints', file, message: `${operation} has no such file` })),
    ...(tested.some((text) => word.test(text))
      ? []
      : [
          {
            rule: 'endpoints',
            file: `services/${service}/test`,
            message: `no behaviour test calls ${operation}`,
          },
        ]),
  ]
}

function checkRoutes(
  repository: Repository,
  service: string,
  operations: readonly string[],
): readonly Finding[] {
  const folder = `services/${service}/src/routes/`
  const known = new Set(operations.map((operation) => `${folder}${kebabCase(operation)}.ts`))
  return repository.files
    .filter((file) => file.startsWith(folder) && !file.endsWith('.test.ts') && !known.has(file))
    .map((file) => ({ rule: 'endpoints', file, message: 'no contract names this operation' }))
}

/** One row per operation: its first word. */
function checkMatrix(
  repository: Repository,
  service: string,
  operations: readonly string[],
): readonly Finding[] {
  const file = `services/${service}/test/authz-matrix.txt`
  const rows = new Set(
    repository
      .read(file)
      .split('\n')
      .map((line) => line.trim().split(/\s/)[0] ?? ''),
  )
  return operations
    .filter((operation) => !rows.has(operation))
    .map((operation) => ({ rule: 'matrix', file, message: `${operation} has no row` }))
}
