import type { MessageKey } from '@nornos/engine'

/** A key of the engine as a key of the catalogue, where a dot means a level. */
export type EngineKey = `${MessageKey}` extends infer Key ? Flat<Key & string> : never
type Flat<Key extends string> = Key extends `${infer Head}.${infer Rest}` ? `${Head}_${Flat<Rest>}` : Key

export function engineKey(key: MessageKey): EngineKey {
  return key.replaceAll('.', '_') as EngineKey
}
