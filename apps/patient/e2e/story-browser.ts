/** A browser of the story: every violation of the policy is kept, every screen is looked at by axe, and by camera when asked. */
import { axeFindings } from '@nornos/platform/testing/axe-findings'
import { type Browser, type BrowserContext, expect, type Page, type TestInfo } from '@playwright/test'

export interface StoryBrowser {
  readonly context: BrowserContext
  readonly page: Page
  /** Axe finds nothing, and a picture is kept when asked. */
  look(name: string): Promise<void>
  /** The same for another page of this browser. */
  lookAt(page: Page): (name: string) => Promise<void>
  /** What the policy had to stop so far. */
  violations(): readonly string[]
}

export async function openStoryBrowser(
  browser: Browser,
  info: TestInfo,
  timezoneId = 'Europe/Oslo',
): Promise<StoryBrowser> {
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId,
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
  const lookAt = (looked: Page) => async (name: string) => {
    // A page that was just loaded has no heading until it knows what to show.
    await looked.locator('h1').first().waitFor({ state: 'attached' })
    await keepPicture(looked, info.outputPath(`${name}.png`))
    expect(await axeFindings(looked), `axe on ${name}`).toEqual([])
  }
  return { context, page, violations: () => violations, look: lookAt(page), lookAt }
}

/** For people who look: with NORNOS_PICTURES set. */
export async function keepPicture(page: Page, path: string): Promise<void> {
  if (process.env['NORNOS_PICTURES'] === undefined) return
  await page.screenshot({ path, fullPage: true, animations: 'disabled' })
}

/** What a screen can look like: each theme and each width once. */
const looks = [
  { colorScheme: 'light', width: 390 },
  { colorScheme: 'dark', width: 1280 },
] as const

/** On a phone in the light and on a desk in the dark; nothing is wider than the window. Ends wide and dark. */
export async function lookEverywhere(
  { look, page }: Pick<StoryBrowser, 'look' | 'page'>,
  name: string,
): Promise<void> {
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 900 })
    await look(`${name}-${colorScheme}-${width}`)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  }
}
