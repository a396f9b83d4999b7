/**
 * Goal: no server can lead the devices of one person apart unseen: every run ends with all devices the same, or with an
 * alarm on those that were lied to.
 * Method: fast-check plays changes, syncs, restarts and attacks of a lying vault against three devices, from a fixed
 * seed; `npm run drill -- malicious-server` plays thousands.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { acts, runActs } from './malicious-server/lying-run.ts'
import { offlineApi } from './test-devices.ts'

const away = await offlineApi()
/** The drill says how many, and takes another seed each time. */
const drillRuns = process.env['NORNOS_DRILL_RUNS']
const chosen = drillRuns === undefined ? { numRuns: 60, seed: 20_260_110 } : { numRuns: Number(drillRuns) }

test('every run ends with all devices the same, or with an alarm', async (t) => {
  const seen = { alarms: new Map<string, number>(), converged: 0 }
  await fc.assert(
    fc.asyncProperty(acts, async (told) => {
      const { alarms, isConverged } = await runActs(away, told)
      if (isConverged) seen.converged++
      for (const reason of alarms) seen.alarms.set(reason, (seen.alarms.get(reason) ?? 0) + 1)
    }),
    chosen,
  )
  t.diagnostic(`${seen.converged} runs converged; alarms: ${JSON.stringify(Object.fromEntries(seen.alarms))}`)
  assert.ok(seen.converged > 0, 'some runs end well')
  for (const reason of ['rollback', 'fork', 'roster_mismatch']) {
    assert.ok(
      seen.alarms.has(reason),
      `some run is found out as ${reason}: ${[...seen.alarms.keys()].join(' ')}`,
    )
  }
})

test('with an honest server every run converges without an alarm', async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (told) => {
      const honest = told.filter((one) => ['change', 'delete', 'sync', 'restart'].includes(one.do))
      const { alarms, isConverged } = await runActs(away, honest)
      assert.deepEqual(alarms, [])
      assert.ok(isConverged)
    }),
    { numRuns: 30, seed: 20_260_111 },
  )
})
