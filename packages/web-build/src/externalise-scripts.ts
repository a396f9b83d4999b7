/**
 * Inline scripts of a page as files, so that one fixed `script-src 'self'` fits every page and a page that the
 * service worker kept still fits the policy it was kept with. Order is kept: the new elements are neither async nor deferred.
 */
import { createHash } from 'node:crypto'
import { TRUSTED_TYPES_PATH } from './trusted-types.ts'

export interface StrictPage {
  readonly html: string
  /** Path below `out/` → text. Named by content, so equal scripts of several pages are one file. */
  readonly scripts: ReadonlyMap<string, string>
}

const inlineScripts = /<script((?:\s[^>]*)?)>([\s\S]*?)<\/script>/g

export function externaliseScripts(html: string): StrictPage {
  const scripts = new Map<string, string>()
  const strict = joinNeighbours(html).replace(inlineScripts, (whole, attributes: string, text: string) => {
    if (/\ssrc=/.test(attributes) || text.trim() === '') return whole
    const path = `_next/static/inline/${createHash('sha256').update(text).digest('hex').slice(0, 16)}.js`
    scripts.set(path, text)
    return `<script${attributes} src="/${path}"></script>`
  })
  const policy = `<script src="/${TRUSTED_TYPES_PATH}"></script>`
  return { html: strict.replace(/<head(\s[^>]*)?>/, (head) => `${head}${policy}`), scripts }
}

/** Next writes a page's data as many small scripts side by side; together they are one request. */
function joinNeighbours(html: string): string {
  return html.replace(/(?:<script>(?:(?!<\/script>)[\s\S])*<\/script>){2,}/g, (run) =>
    run.replaceAll('</script><script>', '\n;'),
  )
}
