/** Where the services are. Not part of the build: the host of the app writes `/config.json`. */
import { ConnectionError } from '@nornos/client'
import * as z from 'zod/mini'

/** Empty when the services answer on the app's own origin. */
const RuntimeConfig = z.object({ apiUrl: z.string().check(z.maxLength(2_000)) })

export interface RuntimeConfig {
  readonly apiUrl: string
}

let reading: Promise<RuntimeConfig> | null = null

/** Reads it once; after a failure the next call tries again. Throws ConnectionError. */
export function runtimeConfig(): Promise<RuntimeConfig> {
  reading ??= read().catch((cause: unknown) => {
    reading = null
    throw new ConnectionError('config', { cause })
  })
  return reading
}

async function read(): Promise<RuntimeConfig> {
  const response = await fetch('/config.json', { cache: 'no-store' })
  const { apiUrl } = RuntimeConfig.parse(await response.json())
  return { apiUrl: apiUrl === '' ? location.origin : apiUrl }
}
