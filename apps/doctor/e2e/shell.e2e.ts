/**
 * Goal: the doctor app's frame runs under its strict policy and can be used by everyone.
 * Method: the real build behind the local server, in Chromium; each violation of the policy is collected.
 */
import { axeFindings } from '@nornos/platform/testing/axe-findings'
import { type BuiltApp, buildApp, type ServedApp, serveApp } from '@nornos/web-build'
import { expect, type Page } from '@playwright/test'
import { doctorBuild } from '../build.ts'
import { test } from './clinic.ts'

const platformId = '7d3f8a52-6c1e-4b9d-a0f4-2e5c8b7d9a31'

let app: BuiltApp
let served: ServedApp

test.beforeAll(async () => {
  app = await buildApp(doctorBuild)
  served = await serveApp({ outFolder: app.outFolder, port: 0, apiUrl: 'http://localhost:4300', platformId })
})

test.afterAll(() => served.close())

test('pages come alive and navigate without one violation of the policy, and ask nobody else', async ({
  page,
}) => {
  const violations = await collectViolations(page)
  const hosts = new Set<string>()
  page.on('request', (request) => hosts.add(new URL(request.url()).origin))
  await page.goto(`${served.url}/nowhere`)
  await page.getByRole('link', { name: 'Go to the start' }).click()
  await expect(page).toHaveURL(`${served.url}/`)
  expect(await page.evaluate(() => performance.getEntriesByType('navigation').length)).toBe(1)
  expect(await violations()).toEqual([])
  expect([...hosts]).toEqual([served.url])
})

test('markup from a string is refused', async ({ page }) => {
  await page.goto(served.url)
  const act = page.evaluate(() => {
    document.body.innerHTML = '<img src=x onerror=alert(1)>'
  })
  await expect(act).rejects.toThrow(/TrustedHTML/)
})

test('the app leaves nothing in the browser', async ({ page }) => {
  await page.goto(served.url)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const left = await page.evaluate(async () => [
    (await indexedDB.databases()).length,
    (await caches.keys()).length,
    (await navigator.serviceWorker.getRegistrations()).length,
    localStorage.length,
    sessionStorage.length,
  ])
  expect(left).toEqual([0, 0, 0, 0, 0])
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1280]) {
    test(`axe finds nothing on the start page, ${colorScheme}, ${width} px`, async ({ browser }) => {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 844 } })
      const page = await context.newPage()
      await page.goto(served.url)
      expect(await axeFindings(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      await context.close()
    })
  }
}

/** Starts before the first script of the page; the returned function reads what came since. */
async function collectViolations(page: Page): Promise<() => Promise<string[]>> {
  const found: string[] = []
  await page.exposeFunction('reportViolation', (text: string) => found.push(text))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      Reflect.get(window, 'reportViolation')(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`)
    })
  })
  return async () => found
}
