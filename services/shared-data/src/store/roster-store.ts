/** Pinned root keys and the rosters that they signed: migrations/0002-rosters.sql. */
import { parseRoster, type Roster } from '@nornos/crypto/verify'
import type { Transaction } from '@nornos/service-kit'

/** Null when the patient has pinned none. */
export async function readLatestRoster(tx: Transaction, patientId: string): Promise<Roster | null> {
  const [row] = await tx.query<{ roster: Uint8Array }>(
    'select roster from rosters where patient_id = $1 order by number desc limit 1',
    [patientId],
  )
  return row ? parseRoster(row.roster) : null
}

export async function readRoster(tx: Transaction, patientId: string, number: number): Promise<Roster | null> {
  const [row] = await tx.query<{ roster: Uint8Array }>(
    'select roster from rosters where patient_id = $1 and number = $2',
    [patientId, number],
  )
  return row ? parseRoster(row.roster) : null
}

/** Fails on a number that is taken and on another root key than the pinned one. */
export async function insertRoster(tx: Transaction, roster: Roster, bytes: Uint8Array): Promise<void> {
  const rootPublicKey = Buffer.from(roster.rootPublicKey)
  await tx.query(
    'insert into roster_pins (patient_id, root_public_key) values ($1, $2) on conflict do nothing',
    [roster.vaultId, rootPublicKey],
  )
  await tx.query(
    `insert into rosters (patient_id, number, root_public_key, hash, roster) values ($1, $2, $3, $4, $5)`,
    [roster.vaultId, roster.number, rootPublicKey, Buffer.from(roster.hash), Buffer.from(bytes)],
  )
}
