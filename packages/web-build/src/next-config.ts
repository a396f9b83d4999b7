/** Next's settings, the same for both apps: a static export of workspaces that are shipped as TypeScript. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { NextConfig } from 'next'
import { inputHash, workspaceNames } from './input-hash.ts'

export function makeNextConfig(appFolder: string): NextConfig {
  const manifest: unknown = JSON.parse(readFileSync(join(appFolder, 'package.json'), 'utf8'))
  return {
    output: 'export',
    reactStrictMode: true,
    poweredByHeader: false,
    images: { unoptimized: true },
    transpilePackages: workspaceNames(manifest).map((name) => `@nornos/${name}`),
    turbopack: {
      root: fileURLToPath(new URL('../../../', import.meta.url)),
      resolveAlias: { 'use-intl/format-message': '@nornos/ui/format-message' },
    },
    // `npm run check` compiles the whole repository; a second compiler here would only be slower.
    typescript: { ignoreBuildErrors: true },
    generateBuildId: () => inputHash(appFolder),
  }
}
