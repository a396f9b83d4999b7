/** The key service that is configured, ready for use. */
import type { ConfiguredKeyService, KeyServiceConfig } from './key-service.ts'

/** Rejects with KeyServiceError when the key cannot be used: better at the start than at the first patient. */
export async function openKeyService(config: KeyServiceConfig): Promise<ConfiguredKeyService> {
  // Loaded only where it is used: the client is large.
  const { openAwsKeyService } = await import('./aws-key-service.ts')
  const service = openAwsKeyService(config)
  await service.encrypt(new Uint8Array(1), { purpose: 'start', place: 'start' })
  return service
}
