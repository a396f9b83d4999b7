/** Everything in one archive that people and programs can read. Read next: export-entries.ts. */
import { ok } from '@nornos/std'
import type { OpenDevice } from '../../open-device.ts'
import { writeZip } from '../../zip/zip-writer.ts'
import type { OutgoingSource } from '../outgoing.ts'
import { exportEntries } from './export-entries.ts'

export interface MadeExport {
  readonly open: (signal: AbortSignal) => OutgoingSource
  readonly share: () => number | null
}

export function makeExport(device: OpenDevice): MadeExport {
  let share = 0
  async function* open(calling: AbortSignal): OutgoingSource {
    const signal = AbortSignal.any([calling, device.signal])
    const missing: string[] = []
    const onProgress = (done: number) => {
      share = done
    }
    yield* writeZip(exportEntries({ device, signal, onProgress, missing }))
    return ok({ missing })
  }
  return { open, share: () => share }
}
