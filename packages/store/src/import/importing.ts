/** What screens ask about imports. Read next: import-jobs.ts. */
import { err, type Result } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'
import type { ImportState } from '../import-state.ts'
import type { VaultHolder } from '../vault/vault-holder.ts'
import { type FolderFile, folderArchive } from './folder-archive.ts'

export interface Importing {
  /** Apple Health `export.zip` or `export.xml`, and whatever else is recognised by its content. */
  importFile(file: File): Promise<Result<{ readonly importId: string }, DeviceProblem>>
  /** A folder with all that is in it, as one import. */
  importFolder(
    name: string,
    files: readonly FolderFile[],
  ): Promise<Result<{ readonly importId: string }, DeviceProblem>>
  cancelImport(importId: string): Promise<void>
  imports(): Promise<readonly ImportState[]>
}

export function createImporting({ current }: VaultHolder): Importing {
  return {
    importFile: async (file) => current()?.imports.start(file) ?? err({ type: 'VaultLocked' }),
    importFolder: async (name, files) => {
      if (files.length === 0) return err({ type: 'FileEmpty' })
      return current()?.imports.start(folderArchive(name, files)) ?? err({ type: 'VaultLocked' })
    },
    cancelImport: async (importId) => current()?.imports.cancel(importId),
    imports: async () => current()?.imports.list() ?? [],
  }
}
