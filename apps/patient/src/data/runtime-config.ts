/** Where the services are. Not part of the build: the host of the app writes `/config.json`, also kept for offline. */
import { PlatformId } from '@nornos/health-model'
import * as z from 'zod/mini'

const RuntimeConfig = z.object({
  /** Empty when the services answer on the app's own origin. */
  apiUrl: z.string().check(z.maxLength(2_000)),
  /** The installation of Nornos that signed consents are meant for. */
  platformId: PlatformId,
})

export interface RuntimeConfig {
  readonly apiUrl: string
  readonly platformId: PlatformId
}

let reading: Promise<RuntimeConfig> | null = null

/** Reads it once; after a failure the next call tries again. Rejects without a network on the very first visit. */
export function runtimeConfig(): Promise<RuntimeConfig> {
  reading ??= read().catch((cause: unknown) => {
    reading = null
    throw cause
  })
  return reading
}

async function read(): Promise<RuntimeConfig> {
  const response = await fetch('/config.json')
  const { apiUrl, platformId } = RuntimeConfig.parse(await response.json())
  return { apiUrl: apiUrl === '' ? location.origin : apiUrl, platformId }
}
