/** Signing in as somebody who exists already, more than once in a story. */
import type { TestPerson } from '@nornos/platform/testing'
import { expect, type Page } from '@playwright/test'

const stepMs = 30_000

/** The step of the last code, by person: a code works once. */
const usedSteps = new Map<string, number>()

/** On the sign-in page, wherever it leads back to. */
export async function signInAgain(page: Page, person: TestPerson): Promise<void> {
  await page.getByLabel('E-mail address').fill(person.email)
  await page.getByLabel('Password').fill(person.password)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('One-time code').fill(await freshCode(person))
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** One step early is taken too; whoever signs in more often than that waits, as a person would. */
async function freshCode(person: TestPerson): Promise<string> {
  const present = () => Math.floor(Date.now() / stepMs)
  // The first one was used when the person was made.
  const step = Math.max(present() + 1, (usedSteps.get(person.id) ?? 0) + 1)
  await expect.poll(present, { timeout: 2 * stepMs }).toBeGreaterThanOrEqual(step - 1)
  usedSteps.set(person.id, step)
  return person.oneTimeCode(new Date(step * stepMs))
}
