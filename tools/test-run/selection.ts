/** Which test files a run takes: all, or those whose path holds one of the words. */
import { openRepository } from '../files/repository.ts'
import { opensBrowser } from './chromium.ts'

export interface Selection {
  /** For `node --test`. */
  readonly unit: readonly string[]
  /** For Playwright. */
  readonly browser: readonly string[]
  /** Whether any of them opens a browser. */
  readonly needsBrowser: boolean
}

export function selectTests(root: string, words: readonly string[]): Selection {
  const repository = openRepository(root)
  const chosen = repository.files.filter(
    (file) => words.length === 0 || words.some((word) => file.includes(word)),
  )
  const unit = chosen.filter((file) => /^(packages|services|apps|tools)\/.*\.test\.ts$/.test(file))
  const browser = chosen.filter((file) => /^apps\/[^/]+\/e2e\/.*\.e2e\.ts$/.test(file))
  const inUnit = unit.some((file) => opensBrowser(repository.read(file)))
  return { unit, browser, needsBrowser: browser.length > 0 || inUnit }
}
