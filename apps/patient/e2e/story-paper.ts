/** What comes out of the printer. */
import { expect, type Page, type TestInfo } from '@playwright/test'

/** 24 words and a code are on paper, on one page, and nothing else is. */
export async function printsOnePage(
  page: Page,
  info: TestInfo,
  { name, code }: { readonly name: string; readonly code: string },
): Promise<void> {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(page.getByRole('img', { name: code })).toBeVisible()
  await expect(page.getByRole('list', { name: 'The 24 words' }).getByRole('listitem')).toHaveCount(24)
  await expect(page.getByRole('button')).toHaveCount(0)
  // Ink on paper, also when the screen is dark.
  await expect(page.locator('[data-print-sheet] h1')).toHaveCSS('color', 'rgb(29, 27, 24)')
  await page.screenshot({ path: info.outputPath(`${name}-on-paper.png`), fullPage: true })
  const path = info.outputPath(`${name}.pdf`)
  const pdf = await page.pdf({ path, format: 'A4', printBackground: true })
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1)
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' })
}
