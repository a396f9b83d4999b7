/**
 * What a static host needs beside the build: the headers (in the `_headers` form of Cloudflare Pages and Netlify)
 * and `/config.json`, which tells the app where its API is. Neither is part of the release's hashes.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheControlFor, headersFor } from './headers.ts'

export interface Deployment {
  /** `null` when the API answers on the app's own origin. */
  readonly apiUrl: string | null
  /** The installation that signed consents are meant for. */
  readonly platformId: string
}

/** Writes `_headers` and `config.json` for a deployment over https. */
export async function writeDeployment(outFolder: string, deployment: Deployment): Promise<void> {
  await writeFile(join(outFolder, '_headers'), headersFile(deployment.apiUrl))
  await writeFile(join(outFolder, 'config.json'), appConfig(deployment))
}

/** The body of `/config.json`. */
export function appConfig({ apiUrl, platformId }: Deployment): string {
  return `${JSON.stringify({ apiUrl: apiUrl ?? '', platformId })}\n`
}

function headersFile(apiUrl: string | null): string {
  const lines = Object.entries(headersFor({ apiUrl, isHttps: true })).map(
    ([name, value]) => `  ${name}: ${value}`,
  )
  const immutable = ['/_next/static/chunks/*', '/_next/static/media/*']
  const caching = immutable.flatMap((path) => [path, `  Cache-Control: ${cacheControlFor(path)}`])
  return ['/*', ...lines, ...caching, ''].join('\n')
}
