/**
 * How long six words take to open a slot: Argon2id with 64 MiB, three passes and four lanes, in one worker of Chromium and
 * in Node. The peer is @noble/hashes with the same parameters in the same run. Fails above one second in Chromium.
 */
import { join } from 'node:path'
import { startBrowserWorker } from '@nornos/platform/testing/browser-worker'
import { type Argon2Times, measureArgon2 } from './argon2/measure-argon2.ts'

const MILLISECONDS_MAX = 1_000

show('Node', await measureArgon2())
await using worker = await startBrowserWorker({ entry: join(import.meta.dirname, 'argon2/worker.ts') })
const inChromium = (await worker.ask(null)) as Argon2Times
show('Chromium', inChromium)
const { ours, peer } = inChromium
console.log(`argon2: ${ours.toFixed(0)} ms, ${(peer / ours).toFixed(1)} x @noble/hashes`)
if (ours > MILLISECONDS_MAX) process.exitCode = 1

function show(where: string, { ours, peer }: Argon2Times): void {
  console.log(`${where}: opened by words in ${ours.toFixed(0)} ms, @noble/hashes alone ${peer.toFixed(0)} ms`)
}
