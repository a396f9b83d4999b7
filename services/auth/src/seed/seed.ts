/**
 * People and organizations by hand: for the demo, for tests and for an administrator at the command line. Works on the
 * database and key files of auth, so it needs the same configuration, and no running service.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Account } from '@nornos/contracts'
import type { Membership } from '@nornos/endpoint'
import { migrate, openDatabase, type Transaction } from '@nornos/service-kit'
import type { AuthConfig } from '../config.ts'
import { doctorCodeOf } from '../domain/doctor-code.ts'
import { normalizeEmail } from '../domain/normalize-email.ts'
import { oneTimeCode, seedOf } from '../domain/one-time-code.ts'
import { insertAccount } from '../store/account-store.ts'
import { openAuthKeys } from '../store/key-files.ts'
import { machinery } from '../store/machinery.ts'
import {
  type DoctorVerification,
  insertMembership,
  insertOrganization,
  insertVerification,
} from '../store/membership-store.ts'
import { createPasswordHasher } from '../store/password-hasher.ts'
import { sealSeed } from '../store/seed-box.ts'

export interface NewPerson {
  readonly email: string
  readonly name: string
  readonly password: string
  readonly actor: Account['actor']
  /** Base 32; made when it is not given. */
  readonly totpSecret?: string
  readonly membership?: {
    readonly organizationId: string
    readonly role: Membership['role']
    /** With it a doctor treats and has a code; without it nothing is readable. */
    readonly verification?: DoctorVerification
  }
}

export interface SeededPerson {
  readonly id: string
  readonly totpSecret: string
  /** Null without a membership. */
  readonly granteeId: string | null
  /** What patients type to find this doctor; null for everyone else. */
  readonly doctorCode: string | null
}

export interface Seed extends AsyncDisposable {
  /** The new organization's id. */
  createOrganization(name: string): Promise<string>
  /** Throws SeedError when the address is not one or has an account. */
  createPerson(person: NewPerson): Promise<SeededPerson>
  close(): Promise<void>
}

/** What was asked for cannot be made; the message says why. */
export class SeedError extends Error {
  override readonly name = 'SeedError'
}

/** The six digits that an authenticator app with this secret shows at `now`. Holds no secret itself. */
export function currentCode(totpSecret: string, now: Date = new Date()): string {
  return oneTimeCode(totpSecret, now)
}

export async function openSeed(config: Pick<AuthConfig, 'database' | 'keyFolder'>): Promise<Seed> {
  await migrate(config.database.ownerUrl, new URL('../../migrations/', import.meta.url))
  const db = openDatabase({ url: config.database.url, connectionsMax: 2 })
  const [keys, passwords] = await Promise.all([openAuthKeys(config.keyFolder), createPasswordHasher()])

  async function createPerson(person: NewPerson): Promise<SeededPerson> {
    const email = normalizeEmail(person.email)
    if (email === null) throw new SeedError('not an e-mail address')
    const id = randomUUID()
    const totpSecret = person.totpSecret ?? seedOf(new Uint8Array(randomBytes(20)))
    const passwordHash = await passwords.hash(person.password)
    const seedSealed = await sealSeed(keys.records, { table: 'credentials', accountId: id }, totpSecret)
    const createdAt = new Date()
    return db.asActor(machinery, async (tx) => {
      const account = { id, email, name: person.name, actor: person.actor, createdAt }
      const inserted = await insertAccount(tx, account, { passwordHash, seedSealed, lastStep: 0 })
      if (!inserted.ok) throw new SeedError('this e-mail address has an account')
      const joined = person.membership ? await join(tx, id, person.membership, createdAt) : null
      return { id, totpSecret, granteeId: joined?.granteeId ?? null, doctorCode: joined?.doctorCode ?? null }
    })
  }

  const close = () => db.close()
  return {
    createOrganization: async (name) => {
      const id = randomUUID()
      await db.asActor(machinery, (tx) => insertOrganization(tx, { id, name, createdAt: new Date() }))
      return id
    },
    createPerson,
    close,
    [Symbol.asyncDispose]: close,
  }
}

async function join(
  tx: Transaction,
  accountId: string,
  { organizationId, role, verification }: NonNullable<NewPerson['membership']>,
  createdAt: Date,
): Promise<{ readonly granteeId: string; readonly doctorCode: string | null }> {
  const granteeId = randomUUID()
  const doctorCode = verification && role === 'doctor' ? doctorCodeOf(randomBytes(10)) : null
  if (verification) await insertVerification(tx, accountId, verification, createdAt)
  await insertMembership(tx, { granteeId, accountId, organizationId, role, doctorCode, createdAt })
  return { granteeId, doctorCode }
}
