/** `npm run check [-- STEP…]`: everything that can be said about the code without running it. */
import { join } from 'node:path'
import { steps } from './check/steps.ts'

const root = join(import.meta.dirname, '..')
const asked = process.argv.slice(2)
const chosen = steps.filter((step) => asked.length === 0 || asked.includes(step.name))
const failed: string[] = []

for (const step of chosen) {
  const start = performance.now()
  const complaint = await step.run(root)
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${complaint === '' ? 'ok  ' : 'FAIL'} ${step.name.padEnd(13)} ${seconds} s`)
  if (complaint === '') continue
  failed.push(step.name)
  console.log(`${complaint}\n`)
}

if (chosen.length === 0) console.error(`known steps: ${steps.map((step) => step.name).join(' ')}`)
if (failed.length > 0) console.error(`check failed: ${failed.join(', ')}`)
process.exitCode = chosen.length === 0 || failed.length > 0 ? 1 : 0
