/** Imports a file and waits for its end. */
import { assert } from '@nornos/std'
import type { Device } from '@nornos/store'

export async function importWhole(into: Device, file: File): Promise<void> {
  const started = await into.importFile(file)
  assert(started.ok, 'an import')
  await new Promise<void>((resolve, reject) => {
    const look = async () => {
      const state = (await into.imports()).find(({ importId }) => importId === started.value.importId)
      if (state?.step !== 'done' && state?.step !== 'failed') return
      stop()
      if (state.step === 'done') resolve()
      else reject(new Error('the import failed'))
    }
    const stop = into.subscribe((what) => {
      if (what === 'imports') look().catch(reject)
    })
    look().catch(reject)
  })
}
