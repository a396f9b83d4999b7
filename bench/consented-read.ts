/**
 * How many consented reads a second the whole way carries: a doctor reads 100 heart-rate-variability samples through
 * gateway, relay and shared-data, over real HTTP on 8 connections.
 *
 * All services run in one process on a PostgreSQL of their own that flushes to disk, so every answer waits until its
 * audit event is durable. The reader is another process; it signs its DPoP proofs before the clock starts (that is
 * the doctor's browser), and the services verify each one. After the run the trail must hold as many reads as were
 * answered. Fails below 250 requests a second.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '@nornos/platform/postgres'
import { TestPlatform } from '@nornos/platform/testing'
import { logTo } from '@nornos/service-kit'
import { publishSamples } from './consented-read/publish-samples.ts'
import type { ReadingResult, ReadingTask } from './consented-read/read-often.ts'

const FLOOR = 250
const CONNECTIONS = 8
const WARM_UP = 400
const READS = 3_000
const SAMPLES = 100

logTo({ write: () => undefined })
const folder = await mkdtemp(join(tmpdir(), 'nornos-read-'))
await chmod(folder, 0o755)
try {
  await using postgres = await startPostgres({ stateFolder: folder })
  process.env['NORNOS_TEST_POSTGRES'] = postgres.adminUrl
  process.env['NORNOS_TEST_KEYS'] = join(folder, 'test-keys')
  await measure()
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function measure(): Promise<void> {
  await using platform = await TestPlatform.create()
  const [alice, doctor] = [await platform.makePatient(), await platform.makeDoctor()]
  await alice.share(doctor.granteeId, ['hrv', 'sleep', 'activity'])
  const range = await publishSamples(alice, SAMPLES)
  const grant = await doctor.api.accessTokenIssue({
    body: { patientId: alice.patientId, purpose: 'routine_checkup' },
  })
  if (!grant.body) throw new Error(`no access: ${grant.problem}`)
  const { accessToken } = grant.body
  const address = `${platform.publicUrl}/v1/patients/${alice.patientId}/data/hrv`
  const proofs = (count: number) =>
    Promise.all(
      Array.from({ length: count }, () =>
        doctor.dpopKey.proof({ method: 'GET', url: address, token: accessToken }),
      ),
    )
  const result = await readInOtherProcess({
    url: `${address}?${new URLSearchParams({ metric: 'hrv_sdnn', ...range, resolution: 'raw' })}`,
    accessToken,
    warmUp: await proofs(WARM_UP),
    proofs: await proofs(READS),
    connections: CONNECTIONS,
    samples: SAMPLES,
  })
  const entries = await countReads(alice)
  const perSecond = Math.round(READS / result.seconds)
  console.log(
    `${READS} reads of ${SAMPLES} samples on ${CONNECTIONS} connections in ${result.seconds.toFixed(2)} s`,
  )
  console.log(
    `answers ${result.bytes} bytes each; ${result.p50.toFixed(1)} ms median, ${result.p99.toFixed(1)} ms p99`,
  )
  console.log(`entries of reads in the trail: ${entries} of ${WARM_UP + READS}`)
  console.log(`consented-read: ${perSecond} req/s, ${(perSecond / FLOOR).toFixed(1)} x floor(${FLOOR})`)
  if (perSecond < FLOOR || entries !== WARM_UP + READS) process.exitCode = 1
}

async function readInOtherProcess(task: ReadingTask): Promise<ReadingResult> {
  const child = fork(join(import.meta.dirname, 'consented-read', 'read-often.ts'))
  child.send(task)
  const [result]: unknown[] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`the reader ended with ${code}`))),
  ])
  child.disconnect()
  return result as ReadingResult
}

async function countReads(alice: Awaited<ReturnType<TestPlatform['makePatient']>>): Promise<number> {
  let count = 0
  for (let before: string | undefined; ; ) {
    const query = { limit: '200', ...(before === undefined ? {} : { before }) }
    const page = (await alice.api.trailList({ query })).body?.events ?? []
    if (page.length === 0) return count
    count += page.filter((event) => event.action === 'data.read').length
    before = page.at(-1)?.eventId
  }
}
