/** What `npm run check` consists of: each step says what is wrong, or nothing. */
import { join } from 'node:path'
import { runNode } from '../programs/run-program.ts'
import { checkDependencies } from './dependencies.ts'

export interface Step {
  readonly name: string
  /** What to show; empty when all is well. */
  run(root: string): Promise<string>
}

export const steps: readonly Step[] = [
  program('biome', [
    'node_modules/@biomejs/biome/bin/biome',
    'check',
    '--error-on-warnings',
    '--max-diagnostics=100',
  ]),
  program('types', ['node_modules/typescript-native/bin/tsc', '-b']),
  {
    name: 'dependencies',
    run: async (root) => (await checkDependencies(root)).failures.join('\n'),
  },
  program('tidy', ['tools/tidy.ts']),
  program('generated', ['tools/gen.ts', '--check']),
]

/** A script that explains itself and fails by its exit code. */
function program(name: string, [script = '', ...args]: readonly string[]): Step {
  return {
    name,
    run: async (root) => {
      const { code, output } = await runNode([join(root, script), ...args], { cwd: root })
      return code === 0 ? '' : output.trim() || `${script} ended with ${code ?? 'a signal'}`
    },
  }
}
