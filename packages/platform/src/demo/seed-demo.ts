/**
 * Two demo patients with two years of generated data in their vaults, and a demo doctor. They are made the way people
 * are: accounts that sign in, a device that creates a vault, an import, a consent. Made once; later calls only tell.
 */
import { randomBytes } from 'node:crypto'
import type { AuthConfig } from '@nornos/auth/config'
import { openSeed, type Seed } from '@nornos/auth/seed'
import { GranteeId, type PlatformId } from '@nornos/health-model'
import { present, type Result } from '@nornos/std'
import { createDevice, createMemoryStorage, type Device, type DeviceProblem } from '@nornos/store'
import type { Ports } from '../compose/layout.ts'
import { signedIn } from '../testing/people.ts'
import { demoExport } from './demo-export.ts'
import { type DemoPerson, describeDemoPeople, readDemoPeople, writeDemoPeople } from './demo-people.ts'

export interface DemoInstallation {
  readonly ports: Ports
  readonly state: string
  readonly platformId: PlatformId
  readonly auth: Pick<AuthConfig, 'database' | 'keyFolder'>
}

const zone = 'Europe/Oslo'
const days = 730
const patients = [
  { key: 'astrid', name: 'Astrid Lunde', seed: 11, shares: false },
  { key: 'karim', name: 'Karim Haddad', seed: 23, shares: true },
] as const

/** What to print: how to sign in as each of them. */
export async function seedDemo(
  installation: DemoInstallation,
  tell: (line: string) => void,
): Promise<string> {
  const existing = await readDemoPeople(installation.state)
  if (existing.length > 0) return describeDemoPeople(existing)
  await using seed = await openSeed(installation.auth)
  const doctor = await makeDoctor(seed)
  const people: DemoPerson[] = [doctor.person]
  for (const patient of patients) {
    tell(`Making ${patient.name}: two years of data, sealed and sent to a vault.`)
    people.push(await makePatient(installation, seed, patient, doctor.granteeId))
  }
  await writeDemoPeople(installation.state, people)
  return describeDemoPeople(people)
}

async function makeDoctor(seed: Seed): Promise<{ person: DemoPerson; granteeId: string }> {
  const organizationId = await seed.createOrganization('Fjord Clinic')
  const account = credentials('ingrid', 'Ingrid Solheim', 'doctor')
  const made = await seed.createPerson({
    ...account,
    membership: { organizationId, role: 'doctor', verification: { licenceNumber: 'DEMO-1', country: 'NO' } },
  })
  const { totpSecret, doctorCode } = made
  const granteeId = present(made.granteeId, 'a member of an organization has a grantee id')
  return { person: { ...account, totpSecret, words: null, doctorCode }, granteeId }
}

async function makePatient(
  installation: DemoInstallation,
  seed: Seed,
  patient: (typeof patients)[number],
  doctorId: string,
): Promise<DemoPerson> {
  const account = credentials(patient.key, patient.name, 'patient')
  const made = await seed.createPerson(account)
  const person = await signedIn(installation.ports, { ...account, ...made })
  const { api } = person
  const device = await createDevice({
    storage: createMemoryStorage(),
    api,
    platformId: installation.platformId,
    follows: false,
  })
  const { words, kitWords } = await device.makeWords()
  const deviceName = 'Demo device'
  done(await device.createVault({ vaultId: made.id, deviceName, words, kitWords, zone }))
  const firstDay = Math.floor(Date.now() / 86_400_000) - days
  await importWhole(device, demoExport({ seed: patient.seed, firstDay, days, zone }))
  if (patient.shares) await share(device, doctorId)
  await device.syncNow()
  await device.close()
  return { ...account, totpSecret: made.totpSecret, words: words.join(' '), doctorCode: null }
}

async function share(device: Device, doctorId: string): Promise<void> {
  const request = {
    granteeId: GranteeId.parse(doctorId),
    granteeName: 'Ingrid Solheim',
    fields: ['hrv', 'sleep', 'activity'],
    excludedFields: ['genomics', 'mental_health'],
    purpose: 'routine_checkup',
    days: 30,
    withAgents: true,
  } as const
  done(await device.share(request))
}

/** Resolves when the import has ended; throws when it has failed. */
async function importWhole(device: Device, file: File): Promise<void> {
  const { importId } = done(await device.importFile(file))
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const look = async () => {
    const state = (await device.imports()).find((one) => one.importId === importId)
    if (state?.step === 'done') resolve()
    if (state?.step === 'failed' || state?.step === 'cancelled')
      reject(new Error(`demo import: ${state.problem?.type}`))
  }
  const stop = device.subscribe(() => void look().catch(reject))
  await look()
  await promise.finally(stop)
}

function credentials(key: string, name: string, actor: DemoPerson['actor']) {
  return {
    key,
    name,
    actor,
    email: `${key}@example.org`,
    password: `demo-${randomBytes(9).toString('base64url')}`,
  }
}

function done<Value>(result: Result<Value, DeviceProblem>): Value {
  if (!result.ok) throw new Error(`demo: ${result.error.type}`)
  return result.value
}
