/**
 * The platform as tests see it: six real services in one process, databases of their own on a real PostgreSQL, people
 * who sign in over HTTP. Nothing is shared between two test platforms but the database server.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { openSeed, type Seed } from '@nornos/auth/seed'
import { runArgon2idAt } from '@nornos/crypto/vault-open'
import type { Clock } from '@nornos/service-kit'
import { systemClock } from '@nornos/service-kit'
import { freePorts } from '../compose/free-ports.ts'
import { type Installation, publicUrlOf } from '../compose/installation.ts'
import { foldersIn } from '../compose/layout.ts'
import { openPlatformId } from '../compose/platform-id.ts'
import { noRegistrations } from '../compose/registrations.ts'
import { configsOf } from '../compose/service-configs.ts'
import { openServiceKeys } from '../compose/service-keys.ts'
import { type RunningServices, startServices } from '../compose/start-services.ts'
import { makePatient, type TestPatient } from './make-patient.ts'
import { nativeArgon2id } from './native-argon2id.ts'
import { makePerson, type PersonToMake, signedIn, type TestPerson } from './people.ts'
import { makeTestDatabases, type TestDatabases } from './test-databases.ts'

export interface TestPlatformOptions {
  readonly clock?: Clock
  readonly limits?: Installation['limits']
  /** With vendors and record servers; without it none is set up. */
  readonly registrations?: Installation['registrations']
  /** Key files without it. */
  readonly keyService?: Installation['keyService']
  /** 72 without it. */
  readonly recoveryWaitHours?: number
}

export class TestPlatform implements AsyncDisposable {
  readonly installation: Installation
  readonly adminUrl: string
  readonly #parts: AsyncDisposableStack
  readonly #seed: Seed
  #running: RunningServices
  #clinics = 0

  private constructor(parts: {
    readonly installation: Installation
    readonly databases: TestDatabases
    readonly seed: Seed
    readonly running: RunningServices
    readonly stack: AsyncDisposableStack
  }) {
    this.installation = parts.installation
    this.adminUrl = parts.databases.adminUrl
    this.#parts = parts.stack
    this.#seed = parts.seed
    this.#running = parts.running
  }

  static async create(options: TestPlatformOptions = {}): Promise<TestPlatform> {
    runArgon2idAt(nativeArgon2id)
    await using starting = new AsyncDisposableStack()
    const state = await mkdtemp(path.join(os.tmpdir(), 'nornos-test-'))
    starting.defer(() => rm(state, { recursive: true, force: true }))
    const databases = starting.use(await makeTestDatabases())
    const folders = foldersIn(state)
    const { installation, running, seed } = await startOnFreePorts({
      folders,
      databases: databases.databases,
      keys: await openServiceKeys(folders.keys),
      platformId: await openPlatformId(state),
      clock: options.clock ?? systemClock,
      registrations: options.registrations ?? noRegistrations,
      limits: options.limits ?? { anonymousPerMinute: 1_000_000, personPerMinute: 1_000_000 },
      recoveryWaitHours: options.recoveryWaitHours ?? 72,
      ...(options.keyService && { keyService: options.keyService }),
    })
    starting.use(seed)
    const stack = starting.move()
    return new TestPlatform({ installation, databases, seed, running, stack })
  }

  /** The gateway. */
  get publicUrl(): string {
    return publicUrlOf(this.installation.ports)
  }

  /** Where one service answers on its own port. */
  serviceUrl(name: string): string {
    const service = this.#running.services.find((one) => one.name === name)
    if (!service) throw new Error(`no service ${name}`)
    return service.url
  }

  makePerson(person: PersonToMake): Promise<TestPerson> {
    return makePerson(this.installation.ports, this.#seed, person)
  }

  /** The same person in another browser: a session of its own. A code works once, so a later half-minute is needed. */
  signInAgain(person: TestPerson): Promise<TestPerson> {
    return signedIn(this.installation.ports, person)
  }

  /** A patient with an open vault on one device, rosters pinned everywhere. */
  async makePatient(name = 'Astrid Lunde'): Promise<TestPatient> {
    return makePatient(this.installation, await this.makePerson({ name, actor: 'patient' }))
  }

  /** A verified doctor who treats at a clinic of their own. */
  async makeDoctor(name = 'Ingrid Solheim'): Promise<TestPerson & { readonly granteeId: string }> {
    this.#clinics += 1
    const organizationId = await this.#seed.createOrganization(`Clinic ${this.#clinics}`)
    const doctor = await this.makePerson({
      name,
      actor: 'doctor',
      clinic: { organizationId, verified: true },
    })
    if (doctor.granteeId === null) throw new Error('a verified doctor has a grantee id')
    return { ...doctor, granteeId: doctor.granteeId }
  }

  /** Stops all services and starts them again on the same state, as after a restart of the machine. */
  async restart(): Promise<void> {
    await this.#running.close()
    this.#running = await startServices(this.installation)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#running.close()
    await this.#parts.disposeAsync()
  }
}

interface Started {
  readonly installation: Installation
  readonly running: RunningServices
  readonly seed: Seed
}

const startsMax = 5

/** A port that was free a moment ago can be another program's when it is wanted: then all are chosen anew. */
async function startOnFreePorts(rest: Omit<Installation, 'ports'>): Promise<Started> {
  for (let start = 1; ; start++) {
    const installation = { ...rest, ports: await freePorts() }
    await using opening = new AsyncDisposableStack()
    const seed = opening.use(await openSeed(configsOf(installation).auth))
    try {
      const running = await startServices(installation)
      opening.move()
      return { installation, running, seed }
    } catch (cause) {
      if (!isPortTaken(cause) || start === startsMax) throw cause
    }
  }
}

function isPortTaken(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE'
}
