/** A sign-up that is under way. Its key is the hash of the interaction that the browser's cookie names. */
import type { Transaction } from '@nornos/service-kit'

export interface SignUp {
  readonly email: string
  readonly emailProvedAt: Date | null
  readonly name: string | null
  readonly passwordHash: string | null
  readonly seedSealed: Buffer | null
}

/** Begins, or begins again with another code. */
export async function beginSignUp(
  tx: Transaction,
  interaction: Buffer,
  email: string,
  code: { readonly hash: Buffer; readonly expiresAt: Date },
  expiresAt: Date,
): Promise<void> {
  await tx.query('delete from sign_ups where interaction_hash = $1', [interaction])
  await tx.query(
    `insert into sign_ups (interaction_hash, email, code_hash, code_expires_at, expires_at)
     values ($1, $2, $3, $4, $5)`,
    [interaction, email, code.hash, code.expiresAt, expiresAt],
  )
}

export async function findSignUp(tx: Transaction, interaction: Buffer, now: Date): Promise<SignUp | null> {
  const [row] = await tx.query<SignUp>(
    `select email, email_proved_at as "emailProvedAt", name, password_hash as "passwordHash",
            seed_sealed as "seedSealed"
     from sign_ups where interaction_hash = $1 and expires_at > $2`,
    [interaction, now],
  )
  return row ?? null
}

export type CodeVerdict = 'right' | 'wrong' | 'expired'

/** Uses up a try whether or not the code is right, in one statement: guessing in parallel gains nothing. */
export async function tryEmailCode(
  tx: Transaction,
  interaction: Buffer,
  codeHash: Buffer,
  now: Date,
): Promise<CodeVerdict> {
  const [row] = await tx.query<{ right: boolean }>(
    `update sign_ups set tries_left = tries_left - 1,
       email_proved_at = case when code_hash = $2 then $3::timestamptz else email_proved_at end
     where interaction_hash = $1 and tries_left > 0 and code_expires_at > $3
     returning code_hash = $2 as right`,
    [interaction, codeHash, now],
  )
  if (!row) return 'expired'
  return row.right ? 'right' : 'wrong'
}

export async function setSignUpPerson(
  tx: Transaction,
  interaction: Buffer,
  person: { readonly name: string; readonly passwordHash: string; readonly seedSealed: Buffer },
): Promise<void> {
  await tx.query(
    `update sign_ups set name = $2, password_hash = $3, seed_sealed = $4
     where interaction_hash = $1 and email_proved_at is not null`,
    [interaction, person.name, person.passwordHash, person.seedSealed],
  )
}

export async function deleteSignUp(tx: Transaction, interaction: Buffer): Promise<void> {
  await tx.query('delete from sign_ups where interaction_hash = $1', [interaction])
}
