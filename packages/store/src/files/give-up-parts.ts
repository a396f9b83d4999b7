/** An upload that was given up gives its room in the vault back. Without network the vault forgets it after a week. */
import { ask } from '../device-api.ts'
import type { OpenDevice } from '../open-device.ts'
import type { KeptPart } from './upload-log.ts'

export async function giveUpParts(
  { api, session, signal }: OpenDevice,
  parts: ReadonlyMap<number, KeptPart>,
): Promise<void> {
  const hashes = [...parts.values()].map(({ hash }) => hash)
  if (hashes.length === 0) return
  await ask(api.blobDrop({ params: { vaultId: session.file.vaultId }, body: { hashes }, signal }))
}
