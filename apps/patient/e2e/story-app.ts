/** The stage of most stories: all services, and the app as it is built. */
import { TestPlatform } from '@nornos/platform/testing'
import { buildApp, serveApp } from '@nornos/web-build'
import { test as base } from '@playwright/test'
import { patientBuild } from '../build.ts'
import type { StoryStart } from './story-vault.ts'

export interface StoryApp extends AsyncDisposable {
  readonly platform: TestPlatform
  readonly url: string
}

export type StoryAppOptions = Parameters<typeof TestPlatform.create>[0]

export async function openStoryApp(options?: StoryAppOptions): Promise<StoryApp> {
  await using opening = new AsyncDisposableStack()
  const platform = opening.use(await TestPlatform.create(options))
  const { platformId, ports } = platform.installation
  const { outFolder } = await buildApp(patientBuild)
  const { url } = opening.use(
    await serveApp({ outFolder, port: ports.patientApp, apiUrl: platform.publicUrl, platformId }),
  )
  const opened = opening.move()
  return { platform, url, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

/**
 * The test of every story here: those that need nothing of their own from the platform meet on one, each with people of
 * its own, because to start it costs as much as a short story.
 */
export const test = base.extend<{ nobodyStays: undefined }, { storyApp: StoryApp }>({
  storyApp: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is needed here.
    async ({}, use) => {
      await using app = await openStoryApp()
      await use(app)
    },
    { scope: 'worker' },
  ],
  // The browser is shared as well: what people of one story have open would sync and publish through all that follow.
  nobodyStays: [
    async ({ browser }, use) => {
      await use(undefined)
      for (const context of browser.contexts()) await context.close()
    },
    { auto: true },
  ],
})

/** The person that most stories are about, who signs up with this address. */
export function startOf({ platform, url }: Pick<StoryApp, 'platform' | 'url'>, email: string): StoryStart {
  return { platform, url, email, password: 'spruce paper ink Kingfisher', name: 'Astrid Lunde' }
}
