/** Imports a file and waits for its end. */
import { assert } from '@nornos/std'
import type { Device } from '@nornos/store'
import { untilImport } from './until-import.ts'

export async function importWhole(into: Device, file: File): Promise<void> {
  const started = await into.importFile(file)
  assert(started.ok, 'an import')
  const isOver = ({ step }: { readonly step: string }) => step === 'done' || step === 'failed'
  const { step } = await untilImport(into, started.value.importId, isOver)
  assert(step === 'done', 'the import worked')
}
