/**
 * What keeps a person signed in across reloads: the refresh token, useless without the DPoP key beside it, which no
 * script can read out. Neither opens the vault.
 */
import type { Account } from '@nornos/contracts'

export interface KeptSession {
  readonly refreshToken: string
  readonly dpopKeys: CryptoKeyPair
  /** Known from the last time online, so that the app can greet without a network. */
  readonly account: Account
}

const database = 'nornos-session'
const store = 'session'
const key = 'current'
/** Beside it: that auth ended the last session. */
const endedKey = 'ended'

export async function readSession(): Promise<KeptSession | null> {
  const kept: unknown = await within('readonly', (objects) => objects.get(key))
  if (typeof kept !== 'object' || kept === null) return null
  const { refreshToken, dpopKeys, account } = kept as Partial<KeptSession>
  if (typeof refreshToken !== 'string' || dpopKeys === undefined || !isAccount(account)) return null
  return { refreshToken, dpopKeys, account }
}

/** Kept by this app, after auth's answer had been checked: what an older version kept otherwise is not taken. */
function isAccount(kept: unknown): kept is Account {
  const parts: Partial<Record<keyof Account, unknown>> = Object(kept)
  return [parts.id, parts.name, parts.email, parts.actor].every((part) => typeof part === 'string')
}

export async function keepSession(session: KeptSession): Promise<void> {
  await within('readwrite', (objects) => objects.put(false, endedKey))
  await within('readwrite', (objects) => objects.put(session, key))
}

export async function forgetSession(wasEnded: boolean): Promise<void> {
  await within('readwrite', (objects) => objects.put(wasEnded, endedKey))
  await within('readwrite', (objects) => objects.delete(key))
}

export async function readWasEnded(): Promise<boolean> {
  return (await within<unknown>('readonly', (objects) => objects.get(endedKey))) === true
}

async function within<Value>(
  mode: IDBTransactionMode,
  act: (objects: IDBObjectStore) => IDBRequest<Value>,
): Promise<Value> {
  const opened = await openDatabase()
  try {
    const transaction = opened.transaction(store, mode)
    const value = await settled(act(transaction.objectStore(store)))
    return value
  } finally {
    opened.close()
  }
}

function openDatabase(): Promise<IDBDatabase> {
  const opening = indexedDB.open(database, 1)
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore(store)
  }
  return settled(opening)
}

function settled<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the session store did not answer'))
  })
}
