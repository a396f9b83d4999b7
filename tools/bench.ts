/** `npm run bench -- NAME…`: measures, by the files of bench/. Each prints what it did, and last one line with its figure. */
import { join } from 'node:path'
import { runScripts } from './programs/run-scripts.ts'

await runScripts(join(import.meta.dirname, '..', 'bench'), process.argv.slice(2))
