/** The ids of sources, which are hashes of what they are. */
import { hashBytes } from '@nornos/crypto/verify'
import { manualSource, SourceId, type SourceIdentity, sourceIdInput } from '@nornos/health-model'
import { toHex } from '@nornos/std'

export async function sourceIdOf(identity: SourceIdentity): Promise<SourceId> {
  return SourceId.parse(toHex(await hashBytes(sourceIdInput(identity))).slice(0, 32))
}

/** The source that everything written by hand has. */
export async function manualSourceId(): Promise<SourceId> {
  return sourceIdOf(manualSource)
}
