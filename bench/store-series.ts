/**
 * How a device keeps a million samples: cut into blocks, encoded, sealed and verified, written to the IndexedDB of Chromium in
 * one worker, and all of it read back. The peer in the same run is the same columns written and read as they are,
 * without codec or seal. Fails above 1.5 s to write, 0.3 s to read, 0.3 bytes a sample at one a second, or 2.5 bytes
 * with odd milliseconds; and when fifty millions, one a second, take longer than 60 s or more than 120 MB.
 */
import { join } from 'node:path'
import { startBrowserWorker } from '@nornos/platform/testing/browser-worker'
import type { LongFigures, Rhythm, SeriesFigures } from './store-series/measure-series.ts'

const WRITE_SECONDS_MAX = 1.5
const READ_SECONDS_MAX = 0.3
const BYTES_MAX: Readonly<Record<Rhythm, number>> = { even: 0.3, jittered: 2.5 }
const MILLIONS = 50
const LONG_SECONDS_MAX = 60
const LONG_MEGABYTES_MAX = 120

await using worker = await startBrowserWorker({ entry: join(import.meta.dirname, 'store-series/worker.ts') })
const even = await measure('even')
const jittered = await measure('jittered')
const isGood = [even, jittered].every(
  ({ readSeconds, writeSeconds }) => writeSeconds <= WRITE_SECONDS_MAX && readSeconds <= READ_SECONDS_MAX,
)
const long = (await worker.ask(MILLIONS)) as LongFigures
const megabytes = long.bytes / 1e6
console.log(`${MILLIONS} M samples: ${long.seconds.toFixed(1)} s, ${megabytes.toFixed(1)} MB sealed`)
const ratio = (even.rawWriteSeconds + even.rawReadSeconds) / (even.writeSeconds + even.readSeconds)
console.log(
  `store-series: ${(1 / even.writeSeconds).toFixed(2)} M samples/s, ${ratio.toFixed(2)} x raw IndexedDB`,
)
const isSmall = even.bytesPerSample <= BYTES_MAX.even && jittered.bytesPerSample <= BYTES_MAX.jittered
const isLongGood = long.seconds <= LONG_SECONDS_MAX && megabytes <= LONG_MEGABYTES_MAX
if (!isGood || !isSmall || !isLongGood) process.exitCode = 1

async function measure(rhythm: Rhythm): Promise<SeriesFigures> {
  // Once for the worker to warm up.
  await worker.ask(rhythm)
  const figures = (await worker.ask(rhythm)) as SeriesFigures
  const { bytesPerSample, rawReadSeconds, rawWriteSeconds, readSeconds, writeSeconds } = figures
  console.log(
    `${rhythm}: written in ${writeSeconds.toFixed(2)} s (raw ${rawWriteSeconds.toFixed(2)}), read in ` +
      `${readSeconds.toFixed(2)} s (raw ${rawReadSeconds.toFixed(2)}), ${bytesPerSample.toFixed(3)} bytes a sample`,
  )
  return figures
}
