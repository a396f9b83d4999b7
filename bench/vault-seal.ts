/**
 * How fast a device seals: file parts of 8 MiB (sealed alone; sealed, hashed, opened again and compared) and small records,
 * in one worker of Chromium and in Node. The peer is raw WebCrypto AES-256-GCM over the same bytes in the same chunks
 * of 16 KiB, in the same run. Fails when Chromium seals less than 200 MB/s, verifies less than 80 MB/s, or seals fewer
 * than 1,000 small objects a second.
 */
import { join } from 'node:path'
import { startBrowserWorker } from '@nornos/platform/testing/browser-worker'
import { measureSeal, type SealRates } from './vault-seal/measure-seal.ts'

const SEALED_MIN = 200
const VERIFIED_MIN = 80
const SMALL_MIN = 1_000

const inNode = await measureSeal()
show('Node', inNode)
await using worker = await startBrowserWorker({ entry: join(import.meta.dirname, 'vault-seal/worker.ts') })
const inChromium = (await worker.ask(null)) as SealRates
show('Chromium', inChromium)
const { raw, sealed, small, verified } = inChromium
console.log(`vault-seal: ${verified.toFixed(0)} MB/s, ${(verified / raw).toFixed(2)} x raw WebCrypto`)
if (sealed < SEALED_MIN || verified < VERIFIED_MIN || small < SMALL_MIN) process.exitCode = 1

function show(where: string, { raw, sealed, small, verified }: SealRates): void {
  console.log(
    `${where}: raw ${raw.toFixed(0)} MB/s, sealed ${sealed.toFixed(0)} MB/s, sealed, hashed and opened again ` +
      `${verified.toFixed(0)} MB/s, ${small.toFixed(0)} small objects/s`,
  )
}
