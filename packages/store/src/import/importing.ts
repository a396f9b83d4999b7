/** What screens ask about imports. Read next: import-jobs.ts. */
import { err, type Result } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'
import type { ImportState } from '../import-state.ts'
import type { VaultHolder } from '../vault/vault-holder.ts'

export interface Importing {
  /** Apple Health `export.zip` or `export.xml`, and whatever else is recognised by its content. */
  importFile(file: File): Promise<Result<{ readonly importId: string }, DeviceProblem>>
  cancelImport(importId: string): Promise<void>
  imports(): Promise<readonly ImportState[]>
}

export function createImporting({ current }: VaultHolder): Importing {
  return {
    importFile: async (file) => current()?.imports.start(file) ?? err({ type: 'VaultLocked' }),
    cancelImport: async (importId) => current()?.imports.cancel(importId),
    imports: async () => current()?.imports.list() ?? [],
  }
}
