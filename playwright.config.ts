/** The apps' stories in Debian's Chromium. `npm run e2e` brings the browser and the database. */

import { defineConfig } from '@playwright/test'
import { chromiumPath } from './packages/platform/src/testing/chromium-path.ts'

export default defineConfig({
  testDir: 'apps',
  testMatch: '*/e2e/**/*.e2e.ts',
  outputDir: 'test-results/e2e',
  forbidOnly: true,
  // The services of a story log into the same output; a failure comes with its screenshot, and with its trace when NORNOS_TRACE is set.
  quiet: true,
  retries: 0,
  globalSetup: './tools/test-run/build-apps.ts',
  // A story waits more than it works: for keys that are derived slowly on purpose, for a commit, for an event.
  workers: 2,
  // A story signs up, derives keys and imports an export: that takes its time on a small machine.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  use: {
    screenshot: 'only-on-failure',
    // Recording every step costs more than the steps: asked for where a failure is not understood.
    trace: process.env.NORNOS_TRACE === undefined ? 'off' : 'retain-on-failure',
    launchOptions: {
      executablePath: chromiumPath(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
