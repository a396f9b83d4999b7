/** Where the services are. Not part of the build: the host of the app writes `/config.json`, also kept for offline. */

export interface RuntimeConfig {
  readonly apiUrl: string
  /** The installation of Nornos that signed consents are meant for. The worker, which signs, checks that it is one. */
  readonly platformId: string
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
  const { apiUrl, platformId }: { apiUrl?: unknown; platformId?: unknown } = Object(await response.json())
  if (typeof apiUrl !== 'string' || typeof platformId !== 'string')
    throw new TypeError('config.json is not ours')
  // Empty when the services answer on the app's own origin.
  return { apiUrl: apiUrl === '' ? location.origin : apiUrl, platformId }
}
