/** Where planted values are kept by the services of a test: every database, every folder, every line of the log. */
import {
  type Canary,
  findCanaries,
  keptInDatabase,
  keptInFolder,
  type Sighting,
  type TestPlatform,
} from '@nornos/platform/testing'

export async function findKept(
  env: TestPlatform,
  lines: readonly string[],
  canaries: readonly Canary[],
): Promise<readonly Sighting[]> {
  const sightings: Sighting[] = []
  for (const { database } of Object.values(env.installation.databases)) {
    sightings.push(...(await findCanaries(canaries, keptInDatabase(env.adminUrl, database))))
  }
  sightings.push(...(await findCanaries(canaries, keptInFolder(env.installation.folders.state))))
  const logged = async function* () {
    yield { place: 'log', bytes: Buffer.from(lines.join('')) }
  }
  return [...sightings, ...(await findCanaries(canaries, logged()))]
}
