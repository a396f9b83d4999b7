/** Where the keys of the fields are wrapped: by a key file, or by a key management service. Which, is configuration. */
import path from 'node:path'
import { importServiceKey, type KeyPort, localKeyPort, managedKeyPort } from '@nornos/crypto/service-box'
import { openKeyFile, openKeyService } from '@nornos/service-kit'
import type { SharedDataConfig } from '../config.ts'

type Given = Pick<SharedDataConfig, 'keyFolder' | 'keyService'>

/** Rejects with KeyServiceError when there is a key service and its key cannot be used. */
export async function openKeyPort({ keyFolder, keyService }: Given): Promise<KeyPort> {
  if (keyService !== undefined) return managedKeyPort(await openKeyService(keyService))
  return localKeyPort(await importServiceKey(await openKeyFile(path.join(keyFolder, 'wrapping.key'))))
}
