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
