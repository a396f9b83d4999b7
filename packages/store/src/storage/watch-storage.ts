/** Tells once when the tables were deleted from outside: whatever is open on them must not go on. */
import { type DeviceStorage, StorageLostError } from './device-storage.ts'

export function watchStorage(storage: DeviceStorage, onLost: () => void): DeviceStorage {
  let isLost = false

  async function watched<Value>(work: Promise<Value>): Promise<Value> {
    try {
      return await work
    } catch (cause) {
      if (cause instanceof StorageLostError && !isLost) {
        isLost = true
        onLost()
      }
      throw cause
    }
  }

  return {
    read: (table, key) => watched(storage.read(table, key)),
    readMany: (table, keys) => watched(storage.readMany(table, keys)),
    keys: (table, prefix) => watched(storage.keys(table, prefix)),
    write: (changes, durability) => watched(storage.write(changes, durability)),
    clear: () => watched(storage.clear()),
    close: () => storage.close(),
  }
}
