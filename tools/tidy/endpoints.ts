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
      const home = homeOf(kebabCase(name))
      const operations = Object.values(contract).map((endpoint) => endpoint.operationId)
      return [
        ...operations.flatMap((operation) => checkOperation(repository, home, operation, tested)),
        ...checkRoutes(repository, home, operations),
        ...checkMatrix(repository, home, operations),
      ]
    })
  }
}

/** Where the parts of a contract lie. */
interface Home {
  readonly contracts: string
  readonly routes: string
  readonly tests: string
}

/** A process of its own inside a service: its sources and tests are a folder of that service's. */
const processes: Readonly<Record<string, string>> = { connect: 'relay' }

function homeOf(name: string): Home {
  const contracts = `packages/contracts/src/${name}/`
  const service = processes[name]
  return service === undefined
    ? { contracts, routes: `services/${name}/src/routes/`, tests: `services/${name}/test` }
    : {
        contracts,
        routes: `services/${service}/src/${name}/routes/`,
        tests: `services/${service}/test/${name}`,
      }
}

/** consentCreate → consent-create */
export function kebabCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function checkOperation(
  repository: Repository,
  home: Home,
  operation: string,
  tested: readonly string[],
): readonly Finding[] {
  const contract = `${home.contracts}${kebabCase(operation)}.ts`
  const route = `${home.routes}${kebabCase(operation)}.ts`
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
            file: home.tests,
            message: `no behaviour test calls ${operation}`,
          },
        ]),
  ]
}

function checkRoutes(
  repository: Repository,
  { routes: folder }: Home,
  operations: readonly string[],
): readonly Finding[] {
  const known = new Set(operations.map((operation) => `${folder}${kebabCase(operation)}.ts`))
  return repository.files
    .filter((file) => file.startsWith(folder) && !file.endsWith('.test.ts') && !known.has(file))
    .map((file) => ({ rule: 'endpoints', file, message: 'no contract names this operation' }))
}

/** One row per operation: its first word. */
function checkMatrix(
  repository: Repository,
  { tests }: Home,
  operations: readonly string[],
): readonly Finding[] {
  const file = `${tests}/authz-matrix.txt`
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
