/** The doctor app in a real browser on the whole platform: the real build, real services, generated people. */

import type { FieldId } from '@nornos/health-model'
import { publishGenerated, type TestPatient, type TestPerson, TestPlatform } from '@nornos/platform/testing'
import { buildApp, type ServedApp, serveApp } from '@nornos/web-build'
import { test as base, expect, type Page } from '@playwright/test'
import { doctorBuild } from '../build.ts'

export type TestDoctor = TestPerson & { readonly granteeId: string }

export interface Clinic extends AsyncDisposable {
  readonly platform: TestPlatform
  readonly app: ServedApp
  /** A patient with 90 days of data up to yesterday, published for what they share. */
  makePatient(name: string, doctor: TestDoctor, fields: readonly FieldId[]): Promise<SharingPatient>
}

export interface SharingPatient extends TestPatient {
  stop(): Promise<void>
}

export const sharedFields: readonly FieldId[] = ['hrv', 'sleep', 'activity']

/** Days of data that every patient publishes, and the last of them. */
const days = 90
const lastDay = Math.floor(Date.now() / 86_400_000) - 1

async function openClinic(): Promise<Clinic> {
  await using opening = new AsyncDisposableStack()
  const { outFolder } = await buildApp(doctorBuild)
  const platform = opening.use(await TestPlatform.create())
  const { ports, platformId } = platform.installation
  const app = opening.use(
    await serveApp({ outFolder, port: ports.doctorApp, apiUrl: platform.publicUrl, platformId }),
  )
  const opened = opening.move()
  let seed = 0
  return {
    platform,
    app,
    makePatient: async (name, doctor, fields) => {
      seed += 1
      const patient = await platform.makePatient(name)
      const consent = await patient.share(doctor.granteeId, fields)
      if (fields.length > 0) await publishGenerated(patient, { fields, lastDay, days, seed })
      return { ...patient, stop: () => patient.stopSharing(consent) }
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** The test of every story here: they meet on one clinic, each with a doctor and patients of its own. */
export const test = base.extend<object, { clinic: Clinic }>({
  clinic: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is needed here.
    async ({}, use) => {
      await using clinic = await openClinic()
      await use(clinic)
    },
    { scope: 'worker' },
  ],
})

/** Through the real sign-in pages, as far as the list of patients. Possible once for each doctor: a code works once. */
export async function signIn(page: Page, clinic: Clinic, doctor: TestDoctor): Promise<void> {
  await page.goto(clinic.app.url)
  await page.getByRole('link', { name: 'Sign in' }).click()
  await page.getByLabel('E-mail address').fill(doctor.email)
  await page.getByLabel('Password').fill(doctor.password)
  await page.getByRole('button', { name: 'Continue' }).click()
  // The code of this moment was used when the doctor was made.
  await page.getByLabel('One-time code').fill(doctor.oneTimeCode(new Date(Date.now() + 30_000)))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Patients sharing with you' })).toBeVisible()
}
