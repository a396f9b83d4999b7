/** The keyring that the vault has now, by its leaf. */
import { keyringObjectId } from '@nornos/crypto/vault-open'
import { bucketOf, hashBytes } from '@nornos/crypto/verify'
import type { VaultId } from '@nornos/health-model'
import { type Bytes, err, ok, type Result, toHex } from '@nornos/std'
import { ask, receive } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { DeviceParts } from '../open-device.ts'

export async function fetchKeyring(
  { api }: Pick<DeviceParts, 'api'>,
  vaultId: VaultId,
): Promise<Result<Bytes, DeviceProblem>> {
  const bucket = bucketOf(keyringObjectId).toString(16).padStart(2, '0')
  const state = await ask(api.stateRead({ params: { vaultId }, query: { bucket } }))
  if (!state.ok) return state
  const { body } = state.value
  const leaf = 'leaves' in body ? body.leaves.find(({ objectId }) => objectId === keyringObjectId) : undefined
  if (leaf === undefined) return err({ type: 'Alarm', reason: 'missing_blob' })
  const blob = await ask(api.blobRead({ params: { vaultId, sha256: leaf.hash } }))
  if (!blob.ok) return blob
  const received = await receive(blob.value.body.arrayBuffer())
  if (!received.ok) return received
  const bytes = new Uint8Array(received.value)
  if (toHex(await hashBytes(bytes)) !== leaf.hash) return err({ type: 'Alarm', reason: 'altered_object' })
  return ok(bytes)
}
