/** A browser of the story: every violation of the policy is kept, every screen is looked at by axe and by camera. */
import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContext, expect, type Page, type TestInfo } from '@playwright/test'

export interface StoryBrowser {
  readonly context: BrowserContext
  readonly page: Page
  /** Axe finds nothing, and a picture is kept. */
  look(name: string): Promise<void>
  /** What the policy had to stop so far. */
  violations(): readonly string[]
}

export async function openStoryBrowser(browser: Browser, info: TestInfo): Promise<StoryBrowser> {
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Europe/Oslo',
    viewport: { width: 1280, height: 900 },
  })
  const page = await context.newPage()
  const violations: string[] = []
  await page.exposeBinding('keepViolation', (_, text: string) => violations.push(text))
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      const keep: unknown = Reflect.get(globalThis, 'keepViolation')
      if (typeof keep === 'function') keep(`${event.violatedDirective} ${event.blockedURI}`)
    })
  })
  return {
    context,
    page,
    violations: () => violations,
    look: async (name) => {
      await page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true, animations: 'disabled' })
      const { violations: found } = await new AxeBuilder({ page }).analyze()
      expect(
        found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
        `axe on ${name}`,
      ).toEqual([])
    },
  }
}
