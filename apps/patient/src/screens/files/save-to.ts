/** Brings a file out of the vault: written part by part where the browser offers that, else as one download. */
import { ok } from '@nornos/std'
import type { FileVersionView } from '@nornos/store'
import { device } from '#src/keys/device.ts'
import { offer, openPlace } from '#src/shell/file-place.ts'
import type { Change } from '#src/shell/use-act.ts'
import { working } from '#src/shell/work.ts'

/** Call it at once in the press of a button: the picker wants that. */
export async function saveTo({ fileId, name }: FileVersionView): ReturnType<Change> {
  const place = await openPlace(name)
  if (place === null) return undefined
  const opened = await device()
  if (place === 'none') {
    const read = await working(() => opened.readFile(fileId))
    if (read.ok) offer(read.value, name)
    return read
  }
  const saved = await working(() => opened.saveFile(fileId, place.handle))
  if (!saved.ok) {
    await place.abandon()
    return saved
  }
  await place.finish()
  return ok(undefined)
}
