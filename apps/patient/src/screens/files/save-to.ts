/** Brings a file out of the vault: written part by part where the browser offers that, else as a download. */
import type { Result } from '@nornos/std'
import type { DeviceProblem, FileVersionView } from '@nornos/store'
import { device } from '#src/keys/device.ts'
import { offer } from '#src/screens/leaving/file-sink.ts'

/** Call it at once in the press of a button: the picker wants that. */
export async function saveTo({
  fileId,
  name,
}: FileVersionView): Promise<Result<unknown, DeviceProblem> | undefined> {
  const pick: unknown = Reflect.get(globalThis, 'showSaveFilePicker')
  if (typeof pick === 'function') {
    const handle: unknown = await pick
      .call(globalThis, { suggestedName: name })
      .catch((cause: unknown) =>
        cause instanceof DOMException && cause.name === 'AbortError' ? null : cause,
      )
    if (handle === null) return undefined
    if (!(handle instanceof FileSystemFileHandle)) throw handle
    return (await device()).saveFile(fileId, handle)
  }
  const read = await (await device()).readFile(fileId)
  if (read.ok) offer(read.value, name)
  return read
}
