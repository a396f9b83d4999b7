/** An object that was sealed anew: the catalogue names its new version and bytes. */
import type { Catalog, CatalogDraft, ObjectFacts } from './catalog.ts'

export function renameInCatalog(catalog: Catalog, draft: CatalogDraft, renewed: ObjectFacts): void {
  const { objectId } = renewed
  const renamed = <Entry extends ObjectFacts>(one: Entry): Entry =>
    one.objectId === objectId ? { ...one, ...renewed } : one
  for (const { metric, blocks, records } of catalog.metrics()) {
    if (![...blocks, ...records].some((one) => one.objectId === objectId)) continue
    draft.changeMetric(metric, (now) => ({
      ...now,
      blocks: now.blocks.map(renamed),
      records: now.records.map(renamed),
    }))
  }
  for (const note of catalog.notes()) if (note.objectId === objectId) draft.putNote(renamed(note))
  const mutable = catalog.mutable(objectId)
  if (mutable !== null) draft.putMutable(renamed(mutable))
}
