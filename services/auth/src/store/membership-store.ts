/** Who works where, and the codes by which patients find doctors. */
import type { DoctorCard } from '@nornos/contracts'
import type { Membership } from '@nornos/endpoint'
import type { Transaction } from '@nornos/service-kit'

export async function membershipsOf(tx: Transaction, accountId: string): Promise<readonly Membership[]> {
  return tx.query<Membership>(
    `select m.grantee_id as "granteeId", o.id, o.name, m.role, m.treating
     from memberships m join organizations o on o.id = m.organization_id
     where m.account_id = $1 order by m.created_at, m.grantee_id limit 20`,
    [accountId],
  )
}

/** The code of the oldest membership in which the person treats, or null. */
export async function doctorCodeOfPerson(tx: Transaction, accountId: string): Promise<string | null> {
  const [row] = await tx.query<{ code: string }>(
    `select doctor_code as code from memberships where account_id = $1 and treating
     order by created_at, grantee_id limit 1`,
    [accountId],
  )
  return row?.code ?? null
}

export async function doctorByCode(tx: Transaction, code: string): Promise<DoctorCard | null> {
  const [row] = await tx.query<DoctorCard>(
    `select m.grantee_id as "granteeId", a.name, o.name as organization, true as verified
     from memberships m
     join accounts a on a.id = m.account_id
     join organizations o on o.id = m.organization_id
     where m.doctor_code = $1`,
    [code],
  )
  return row ?? null
}

export async function insertOrganization(
  tx: Transaction,
  organization: { readonly id: string; readonly name: string; readonly createdAt: Date },
): Promise<void> {
  await tx.query('insert into organizations (id, name, created_at) values ($1, $2, $3)', [
    organization.id,
    organization.name,
    organization.createdAt,
  ])
}

export interface DoctorVerification {
  readonly licenceNumber: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
}

export async function insertVerification(
  tx: Transaction,
  accountId: string,
  { licenceNumber, country }: DoctorVerification,
  verifiedAt: Date,
): Promise<void> {
  await tx.query(
    `insert into doctor_verifications (account_id, licence_number, country, verified_at)
     values ($1, $2, $3, $4)`,
    [accountId, licenceNumber, country, verifiedAt],
  )
}

export async function insertMembership(
  tx: Transaction,
  membership: {
    readonly granteeId: string
    readonly accountId: string
    readonly organizationId: string
    readonly role: Membership['role']
    /** Given exactly to those who treat. */
    readonly doctorCode: string | null
    readonly createdAt: Date
  },
): Promise<void> {
  const { granteeId, accountId, organizationId, role, doctorCode, createdAt } = membership
  await tx.query(
    `insert into memberships (grantee_id, account_id, organization_id, role, treating, doctor_code, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [granteeId, accountId, organizationId, role, doctorCode !== null, doctorCode, createdAt],
  )
}
