/** `npm run drill -- NAME…`: breaks something on purpose and recovers it, by the files of bench/drills/. */
import { join } from 'node:path'
import { runScripts } from './programs/run-scripts.ts'

await runScripts(join(import.meta.dirname, '..', 'bench', 'drills'), process.argv.slice(2))
