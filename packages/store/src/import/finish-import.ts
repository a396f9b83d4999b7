/** Makes an import count: its sources, the days that it changes, and all that it has written, in one transaction. */
import { rollUpDirty } from '../days/roll-up-dirty.ts'
import { readKnowledge } from '../objects/knowledge.ts'
import type { StorageChange } from '../storage/device-storage.ts'
import { finishDraft } from '../sync/finish-draft.ts'
import { noCheckpoint } from './import-checkpoint.ts'
import type { ImportRun } from './import-run.ts'
import { importSources } from './note-import.ts'

export async function finishImport(run: ImportRun, also: readonly StorageChange[]): Promise<void> {
  const { device, dirty, draft, queue, settle, write } = run
  await importSources(run)
  device.knowledge = await readKnowledge(
    device.session.vault,
    write.read,
    draft.notes(),
    device.knowledge.stated,
  )
  await rollUpDirty(device, draft, write, dirty, run.tick)
  await finishDraft(device, draft, {
    write,
    queue: [...queue.values()],
    settle,
    changes: [...also, noCheckpoint],
    durability: 'relaxed',
  })
  device.changed('data')
  device.queued()
}
