/**
 * Goal: whatever breaks on the way, the doctor reads what happened and can go on; data that cannot be confirmed as
 * still shared do not stay on the screen. Method: the network between the real app and the real platform is cut.
 */
import { expect } from '@playwright/test'
import { type Clinic, sharedFields, signIn, test } from './clinic.ts'

let clinic: Clinic
test.beforeAll(({ clinic: shared }) => {
  clinic = shared
})

test('data that nobody can confirm any more are cleared after a minute, and come back with the connection', async ({
  page,
  context,
}) => {
  const doctor = await clinic.platform.makeDoctor()
  await clinic.makePatient('Astrid Lunde', doctor, sharedFields)
  await page.clock.install()
  await signIn(page, clinic, doctor)
  await page.getByRole('link', { name: 'Astrid Lunde' }).click()
  const chart = page.getByRole('img', { name: /^Steps: lowest/ })
  await expect(chart).toBeVisible()
  await context.setOffline(true)
  await expect(page.getByText('The connection is interrupted.', { exact: false })).toBeVisible()
  await expect(chart).toBeVisible()
  await page.clock.fastForward('01:01')
  await expect(page.getByRole('heading', { level: 1, name: 'Connection lost' })).toBeVisible()
  await expect(page.getByRole('img')).toHaveCount(0)
  // Proofs of a browser that is a minute ahead are refused.
  await page.clock.setSystemTime(new Date())
  await context.setOffline(false)
  await expect(chart).toBeVisible()
})

const faults = [
  { status: 503, code: 'service-unavailable', says: 'A part of Nornos is not available right now.' },
  { status: 429, code: 'too-many-requests', says: 'Too many requests in a short time.' },
  { status: 500, code: 'internal-error', says: 'Something went wrong on our side.' },
] as const

for (const { status, code, says } of faults) {
  test(`${status} is said in words, and trying again helps`, async ({ page }) => {
    const doctor = await clinic.platform.makeDoctor()
    await clinic.makePatient('Mei Tanaka', doctor, ['activity'])
    await signIn(page, clinic, doctor)
    const reads = '**/v1/patients/*/data/activity?*'
    await page.route(reads, (route) =>
      route.fulfill({
        status,
        contentType: 'application/problem+json',
        headers: {
          'access-control-allow-origin': clinic.app.url,
          'cross-origin-resource-policy': 'cross-origin',
        },
        body: JSON.stringify({ type: `urn:nornos:problem:${code}`, title: 'T', detail: 'D', status }),
      }),
    )
    await page.getByRole('link', { name: 'Mei Tanaka' }).click()
    const problem = page.getByRole('alert').filter({ hasText: says })
    await expect(problem).toBeVisible()
    await page.unroute(reads)
    await problem.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('img', { name: /^Steps: lowest/ })).toBeVisible()
  })
}

test('without any answer the sign-in says so instead of leaving the app', async ({ page }) => {
  await page.route('**/.well-known/openid-configuration', (route) => route.abort())
  await page.goto(clinic.app.url)
  await page.getByRole('link', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Nornos cannot be reached.' })).toBeVisible()
  await page.unroute('**/.well-known/openid-configuration')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByLabel('E-mail address')).toBeVisible()
})

test('a code that was not asked for in this tab is refused', async ({ page }) => {
  await page.goto(`${clinic.app.url}/signed-in#code=abc&state=of-somebody-else`)
  const problem = page.getByRole('alert').filter({ hasText: 'This sign-in was not started in this tab.' })
  await expect(problem).toBeVisible()
  expect(new URL(page.url()).hash).toBe('')
})
