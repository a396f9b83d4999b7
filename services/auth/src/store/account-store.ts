/** Accounts and what proves them. */
import type { Account } from '@nornos/contracts'
import type { Transaction } from '@nornos/service-kit'
import { databaseCode, refusedBy } from '@nornos/service-kit'
import { err, ok, type Result } from '@nornos/std'

export interface StoredAccount extends Account {
  readonly createdAt: Date
}

export interface Credential {
  readonly accountId: string
  readonly passwordHash: string
  readonly seedSealed: Buffer
}

const columns = 'id, email, name, actor, created_at as "createdAt"'

export async function findAccountById(tx: Transaction, id: string): Promise<StoredAccount | null> {
  const [row] = await tx.query<StoredAccount>(`select ${columns} from accounts where id = $1`, [id])
  return row ?? null
}

export async function findAccountByEmail(tx: Transaction, email: string): Promise<StoredAccount | null> {
  const [row] = await tx.query<StoredAccount>(`select ${columns} from accounts where email = $1`, [email])
  return row ?? null
}

/** Refused when the address already has an account. */
export async function insertAccount(
  tx: Transaction,
  account: StoredAccount,
  credential: Omit<Credential, 'accountId'> & { readonly lastStep: number },
): Promise<Result<void, 'address-taken'>> {
  const { id, email, name, actor, createdAt } = account
  try {
    await tx.query('insert into accounts (id, email, name, actor, created_at) values ($1, $2, $3, $4, $5)', [
      id,
      email,
      name,
      actor,
      createdAt,
    ])
  } catch (cause) {
    const taken = refusedBy(cause) === 'accounts_have_one_address_each'
    if (databaseCode(cause) === '23505' && taken) return err('address-taken')
    throw cause
  }
  await tx.query(
    'insert into credentials (account_id, password_hash, seed_sealed, last_step) values ($1, $2, $3, $4)',
    [id, credential.passwordHash, credential.seedSealed, credential.lastStep],
  )
  return ok(undefined)
}

export async function findCredential(tx: Transaction, accountId: string): Promise<Credential | null> {
  const [row] = await tx.query<Credential>(
    `select account_id as "accountId", password_hash as "passwordHash", seed_sealed as "seedSealed"
     from credentials where account_id = $1`,
    [accountId],
  )
  return row ?? null
}

/** Uses up a step of the one-time codes; false when it, or a later one, was used before. */
export async function useStep(tx: Transaction, accountId: string, step: number): Promise<boolean> {
  const rows = await tx.query(
    'update credentials set last_step = $2 where account_id = $1 and last_step < $2 returning 1',
    [accountId, step],
  )
  return rows.length === 1
}

/** Names of accounts, of memberships (the person's name) and of organizations. */
export async function findNames(
  tx: Transaction,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return tx.query(
    `select id, name from accounts where id = any($1)
     union
     select m.grantee_id, a.name from memberships m join accounts a on a.id = m.account_id
     where m.grantee_id = any($1)
     union
     select id, name from organizations where id = any($1)
     order by id limit 500`,
    [ids],
  )
}
