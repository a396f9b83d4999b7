/** The id of the source that everything written by hand has. */
import { hashBytes } from '@nornos/crypto/verify'
import { manualSource, SourceId, sourceIdInput } from '@nornos/health-model'
import { toHex } from '@nornos/std'

export async function manualSourceId(): Promise<SourceId> {
  return SourceId.parse(toHex(await hashBytes(sourceIdInput(manualSource))).slice(0, 32))
}
