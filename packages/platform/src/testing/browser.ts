/**
 * What a browser does with pages that have no scripts: keeps cookies by path, follows redirects, fills in forms. Plain
 * HTTP, so that a test sees exactly what a person's browser would send.
 */

export interface Page {
  readonly url: string
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

export interface Browser {
  /** Follows redirects as long as they stay on `stayOn`; the page at which it stopped. */
  get(url: string): Promise<Page>
  /** Sends the form of `page` with these fields, its hidden ones included. */
  submit(page: Page, fields: Readonly<Record<string, string>>): Promise<Page>
}

interface Cookie {
  readonly name: string
  readonly value: string
  readonly path: string
}

const redirectsMax = 12

/** `stayOn` is the origin of the pages; a redirect to another one is not followed but returned. */
export function openBrowser(
  stayOn: string,
  userAgent = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0',
): Browser {
  const cookies = new Map<string, Cookie>()

  async function request(method: 'GET' | 'POST', url: string, body: URLSearchParams | null): Promise<Page> {
    const headers = new Headers({ 'user-agent': userAgent, accept: 'text/html' })
    headers.set('cookie', cookieHeader(cookies, new URL(url).pathname))
    if (body) headers.set('origin', stayOn)
    const response = await fetch(url, { method, headers, body, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) keepCookie(cookies, line, url)
    return { url, status: response.status, headers: response.headers, text: await response.text() }
  }

  async function follow(first: Page): Promise<Page> {
    let page = first
    for (let hops = 0; hops < redirectsMax; hops++) {
      const location = page.headers.get('location')
      if (location === null) return page
      const url = new URL(location, page.url)
      if (url.origin !== stayOn) return { ...page, url: url.href }
      page = await request('GET', url.href, null)
    }
    throw new Error('too many redirects')
  }

  return {
    get: async (url) => follow(await request('GET', url, null)),
    submit: async (page, fields) => {
      const form = /<form method="post" action="([^"]+)"/.exec(page.text)?.[1]
      if (form === undefined) throw new Error(`no form at ${new URL(page.url).pathname} (${page.status})`)
      const hidden = [...page.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
      const body = new URLSearchParams(hidden.map(([, name = '', value = '']) => [name, value]))
      for (const [name, value] of Object.entries(fields)) body.set(name, value)
      return follow(await request('POST', new URL(form, page.url).href, body))
    },
  }
}

function cookieHeader(cookies: ReadonlyMap<string, Cookie>, path: string): string {
  return [...cookies.values()]
    .filter((cookie) => path === cookie.path || path.startsWith(`${cookie.path.replace(/\/$/, '')}/`))
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ')
}

function keepCookie(cookies: Map<string, Cookie>, line: string, url: string): void {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
  const [name = '', ...rest] = pair.split('=')
  const value = rest.join('=')
  const attribute = (key: string) =>
    attributes.find((part) => part.toLowerCase().startsWith(`${key}=`))?.slice(key.length + 1)
  const path = attribute('path') ?? new URL(url).pathname.replace(/\/[^/]*$/, '')
  const ended = attribute('max-age') === '0' || Date.parse(attribute('expires') ?? '') < Date.now()
  const id = `${name};${path || '/'}`
  if (value === '' || ended) cookies.delete(id)
  else cookies.set(id, { name, value, path: path || '/' })
}
