/** What the page held when a story failed: on another machine that is all there is to go by. */
import { readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'

const linesMax = 80

/** One text for each page that Playwright kept with a failure, by its report. */
export function failedPages(report: string): readonly string[] {
  const paths = new Set<string>()
  JSON.parse(report, (_, value: unknown) => {
    const { name, path }: { name?: unknown; path?: unknown } = Object(value)
    if (name === 'error-context' && typeof path === 'string') paths.add(path)
    return value
  })
  return [...paths].map(pageOf)
}

function pageOf(path: string): string {
  const [, page = 'nothing was kept'] = /^```yaml\n(.*?)^```/ms.exec(readFileSync(path, 'utf8')) ?? []
  const lines = page.trimEnd().split('\n')
  return [`The page of ${basename(dirname(path))}:`, ...lines.slice(0, linesMax), ''].join('\n')
}
