/** The storage contract as a page runs it, on IndexedDB. */
import { createIndexedDbStorage } from '../src/storage/indexed-db-storage.ts'
import { storageContract } from './storage-contract.ts'

export interface CaseResult {
  readonly name: string
  /** Null: it holds. */
  readonly failure: string | null
}

/** Every case on a database of its own. */
export async function runInPage(): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = []
  for (const [at, one] of storageContract.entries()) {
    const open = () => createIndexedDbStorage(`contract-${at}`)
    const failure = await one.run(open).then(
      () => null,
      (cause: unknown) => String(cause),
    )
    results.push({ name: one.name, failure })
  }
  return results
}

/** What becomes of tables that are in use when the browser deletes them: the names of the errors, then what is there. */
export async function deleteInUse(): Promise<readonly string[]> {
  const name = 'deleted-in-use'
  const storage = createIndexedDbStorage(name)
  const change = { table: 'meta', key: 'a', value: Uint8Array.of(1) } as const
  await storage.write([change], 'strict')
  await new Promise((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase(name)
    deleting.onsuccess = resolve
    deleting.onerror = reject
  })
  const nameOf = (cause: unknown) => (cause instanceof Error ? cause.name : String(cause))
  const outcomes = [
    await storage.write([change], 'strict').then(() => 'written', nameOf),
    await storage.read('meta', 'a').then(() => 'read', nameOf),
  ]
  const left = await indexedDB.databases()
  const isBack = left.some((one) => one.name === name)
  const anew = await createIndexedDbStorage(name).keys('meta')
  return [...outcomes, isBack ? 'there again' : 'still deleted', `${anew.length} entries for the next`]
}
