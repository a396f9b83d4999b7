/** The engine's sentences. */
import { englishMessages, messageKeys } from '@nornos/engine'
import { type EngineKey, engineKey } from './engine-key.ts'

function sentences(): Record<EngineKey, string> {
  const rows = messageKeys.map((key) => [engineKey(key), englishMessages[key]])
  return Object.fromEntries(rows) as Record<EngineKey, string>
}

export const engineMessages = { engine: sentences() }
