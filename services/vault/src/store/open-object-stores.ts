/** The two places for sealed bytes, in a folder or in a bucket. Which, is configuration. */
import path from 'node:path'
import type { VaultConfig } from '../config.ts'
import { openObjectFolder } from './object-folder.ts'
import type { ObjectStore } from './object-store.ts'

export interface ObjectStores {
  readonly blobs: ObjectStore
  readonly inbox: ObjectStore
}

export async function openObjectStores(config: VaultConfig): Promise<ObjectStores> {
  const { objectBucket, objectFolder } = config
  if (objectBucket === undefined) {
    return {
      blobs: await openObjectFolder(path.join(objectFolder, 'blobs')),
      inbox: await openObjectFolder(path.join(objectFolder, 'inbox')),
    }
  }
  // Loaded only where it is used: the client is large.
  const { openObjectBucket } = await import('./object-bucket.ts')
  return {
    blobs: await openObjectBucket({ ...objectBucket, prefix: 'blobs/' }),
    inbox: await openObjectBucket({ ...objectBucket, prefix: 'inbox/' }),
  }
}
