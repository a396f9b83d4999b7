/** The import graph against .dependency-cruiser.mjs. A graph that misses files proves nothing and is a failure too. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openRepository } from '../files/repository.ts'
import { runNode } from '../programs/run-program.ts'

const own = join(import.meta.dirname, '..', '..')
const folders = ['packages', 'services', 'apps', 'tools', 'bench']

export interface DependencyReport {
  readonly modules: number
  /** A sentence each; empty when all is well. */
  readonly failures: readonly string[]
}

/** `root` holds the sources; the rules are always this repository's. */
export async function checkDependencies(root: string): Promise<DependencyReport> {
  const program = join(own, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs')
  const config = join(own, '.dependency-cruiser.mjs')
  const present = folders.filter((folder) => existsSync(join(root, folder)))
  const { output } = await runNode([program, ...present, '--config', config, '--output-type', 'json'], {
    cwd: root,
  })
  const cruise = parseCruise(output)
  if (cruise === null) return { modules: 0, failures: [`dependency-cruiser failed: ${output.trim()}`] }
  const cruised = new Set(cruise.modules.map((module) => module.source))
  const missing = sourcesOf(root).filter((file) => !cruised.has(file))
  return {
    modules: cruised.size,
    failures: [
      ...(cruised.size === 0 ? ['0 modules cruised: dependency-cruiser needs typescript 6 beside 7'] : []),
      ...missing.map((file) => `not cruised: ${file}`),
      ...cruise.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
    ],
  }
}

interface Cruise {
  readonly modules: readonly { readonly source: string }[]
  readonly summary: {
    readonly violations: readonly {
      readonly rule: { readonly name: string }
      readonly from: string
      readonly to: string
    }[]
  }
}

function parseCruise(output: string): Cruise | null {
  try {
    return JSON.parse(output)
  } catch {
    return null
  }
}

function sourcesOf(root: string): readonly string[] {
  const inside = new RegExp(`^(${folders.join('|')})/.*\\.tsx?$`)
  return openRepository(root).files.filter((file) => inside.test(file) && !file.endsWith('.d.ts'))
}
