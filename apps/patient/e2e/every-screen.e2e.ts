/**
 * Goal: every screen of the app can be read by everyone, in both themes, on a phone and on a desk.
 * Method: a person with a full vault, in Chromium under the app's own policy; each route is looked at by axe, and by
 * camera when asked. The list of routes is that of the source: a new page that the walk does not know fails it.
 */

import { globSync } from 'node:fs'
import path from 'node:path'
import { axeFindings } from '@nornos/platform/testing/axe-findings'
import { type BrowserContext, expect, type Page } from '@playwright/test'
import { test } from './story-app.ts'
import { keepPicture } from './story-browser.ts'
import { openVault, shareWith } from './walk-person.ts'
import { openWalkStage, type WalkStage } from './walk-stage.ts'

// A trace takes a picture at every step: here every step can be a picture already.
test.use({ trace: 'off' })

let stage: WalkStage
test.beforeAll(async ({ storyApp }) => {
  test.setTimeout(600_000)
  stage = await openWalkStage(storyApp)
  const { platform, vault } = stage
  await shareWith(vault.device, (await platform.makeDoctor()).granteeId)
  await vault.device.addFile(new File(['%PDF-1.4\n%%EOF\n'], 'letter.pdf', { type: 'application/pdf' }))
  await vault.device.syncNow()
})
test.afterAll(() => stage[Symbol.asyncDispose]())

/** Without an open vault, by name of the picture. */
const outside: Readonly<Record<string, string>> = {
  welcome: '/',
  create: '/create',
  open: '/open',
  restore: '/restore',
  'signed-in': '/signed-in',
  // The vendor's answer stands in the query; this one is nobody's.
  connected: '/connected?state=none&code=none',
  'connected-unasked': '/connected',
  'close-signed-out': '/close',
}

/** With an open vault. Ids stand in the fragment; those of a workout, a record and a file are found while walking. */
const inside: Readonly<Record<string, string>> = {
  today: '/today',
  health: '/health',
  'metric-heart-rate': '/health/metric#m=heart_rate',
  'metric-steps': '/health/metric#m=steps',
  'metric-weight': '/health/metric#m=weight',
  'metric-none': '/health/metric#m=vo2max',
  nights: '/health/nights',
  'blood-pressure': '/health/blood-pressure',
  glucose: '/health/glucose',
  ecg: '/health/ecg',
  hearing: '/health/hearing',
  compare: '/health/compare#m=heart_rate_resting',
  workouts: '/health/workouts',
  workout: '/health/workout',
  sources: '/health/sources',
  import: '/import',
  add: '/add',
  'add-blood-pressure': '/add#k=blood_pressure',
  questionnaires: '/questionnaires',
  'questionnaire-phq-9': '/questionnaires#q=phq-9',
  records: '/records',
  record: '/records/record',
  'record-new': '/records/new',
  labs: '/records/labs',
  proposals: '/records/proposals',
  files: '/records/files',
  file: '/records/files/view',
  sharing: '/sharing',
  'sharing-new': '/sharing/new',
  'sharing-activity': '/sharing/activity',
  plan: '/plan',
  inbox: '/inbox',
  you: '/you',
  keys: '/you/keys',
  sync: '/you/sync',
  zones: '/you/zones',
  leaving: '/you/leaving',
  close: '/close',
}

/** A route whose id is found by following the first link to it. */
const foundFrom: Readonly<Record<string, string>> = {
  workout: '/health/workouts',
  record: '/records',
  file: '/records/files',
}

test('the walk knows every route of the app', () => {
  const folder = path.join(import.meta.dirname, '..', 'src', 'app')
  const routes = globSync('**/page.tsx', { cwd: folder }).map((file) =>
    `/${path.dirname(file)}`.replaceAll(/\/\([a-z]+\)|\/\./g, ''),
  )
  const walked = [...Object.values(outside), ...Object.values(inside)].map((to) => to.replace(/[#?].*/, ''))
  expect(routes.filter((route) => !walked.includes(route || '/'))).toEqual([])
})

test('every screen without an open vault', async ({ browser }, info) => {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Oslo' })
  const page = await context.newPage()
  const violations = await collectViolations(context)
  for (const [name, to] of Object.entries(outside)) {
    await page.goto(`${stage.url}${to}`)
    await lookAtAll(page, (width, scheme) => info.outputPath(`${name}-${scheme}-${width}.png`))
  }
  expect(violations).toEqual([])
  await context.close()
})

test('every screen with an open vault', async ({ browser }, info) => {
  // A minute on an idle machine; the walk must not fail for want of a free processor.
  test.setTimeout(900_000)
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Oslo' })
  const page = await context.newPage()
  const violations = await collectViolations(context)
  await openVault(page, stage.url, stage.vault)
  await expect(page.getByText(/^Saved to your vault/)).toBeVisible({ timeout: 60_000 })
  for (const [name, to] of Object.entries(inside)) {
    await go(page, foundFrom[name] ?? to)
    if (name in foundFrom) await follow(page, to)
    await test.step(name, () =>
      lookAtAll(page, (width, scheme) => info.outputPath(`${name}-${scheme}-${width}.png`)),
    )
  }
  expect(violations).toEqual([])
  await context.close()
})

/** Within the app, as its links do: a load of the page would lock the vault. */
async function go(page: Page, to: string): Promise<void> {
  await page.evaluate((href) => {
    const target = new URL(href, location.href)
    if (target.pathname === location.pathname) location.hash = target.hash
    else Reflect.get(globalThis, 'next').router.push(href)
  }, to)
  await page.waitForURL((url) => url.pathname === to.replace(/#.*/, ''))
}

async function follow(page: Page, to: string): Promise<void> {
  await page.locator(`main a[href^="${to}#"]`).first().click()
  await page.waitForURL((url) => url.pathname === to)
}

type Scheme = 'light' | 'dark'

/** The other two of a story's looks: a phone in the dark, a desk in the light. No page is wider than its window. */
async function lookAtAll(page: Page, file: (width: number, scheme: Scheme) => string): Promise<void> {
  for (const { width, colorScheme } of looks) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    await settled(page)
    await keepPicture(page, file(width, colorScheme))
    // All screens are looked at before the walk fails.
    expect.soft(await axeFindings(page)).toEqual([])
    const widest = await page.evaluate(() => document.documentElement.scrollWidth)
    expect.soft(widest).toBeLessThanOrEqual(width)
  }
}

const looks = [
  { width: 390, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
] as const

/** The heading is there and nothing is drawn as the shape of what is coming. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('.animate-pulse')).toHaveCount(0)
}

async function collectViolations(context: BrowserContext): Promise<readonly string[]> {
  const found: string[] = []
  await context.exposeBinding('keepViolation', (_, text: string) => found.push(text))
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      Reflect.get(globalThis, 'keepViolation')(`${event.violatedDirective} ${event.blockedURI}`)
    })
  })
  return found
}
