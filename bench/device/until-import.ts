/** Waits until an import is like this. */
import type { Device, ImportState } from '@nornos/store'

export function untilImport(
  device: Device,
  importId: string,
  isSo: (state: ImportState) => boolean,
): Promise<ImportState> {
  return new Promise((resolve, reject) => {
    const look = async () => {
      const state = (await device.imports()).find((one) => one.importId === importId)
      if (state === undefined || !isSo(state)) return
      stop()
      resolve(state)
    }
    const stop = device.subscribe((what) => {
      if (what === 'imports') look().catch(reject)
    })
    look().catch(reject)
  })
}
