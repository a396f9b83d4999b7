/** What axe finds on a page of one of the apps. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** Every rule of axe that the page breaks, with the first place. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  // The other mode opens a page of its own each time, for frames, and our apps have none.
  // What it would load beforehand serves no rule that is on.
  const options = { resultTypes: ['violations' as const], preload: false }
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options(options)
  const { violations } = await axe.analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}
