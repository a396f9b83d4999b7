/** Signing in and signing up as a person does it: through the pages, over HTTP, with nothing taken for granted. */
import { beginAuthorization, type FlowOptions, type SignedIn } from './authorization.ts'
import { type Browser, openBrowser, type Page } from './browser.ts'

export {
  type AppName,
  type Authorization,
  beginAuthorization,
  type FlowOptions,
  requestTokens,
  type SignedIn,
  TokenError,
} from './authorization.ts'
export { type Browser, openBrowser, type Page } from './browser.ts'

export interface SignInOptions extends FlowOptions {
  readonly email: string
  readonly password: string
  /** The six digits, or how to get them at the moment they are asked for. */
  readonly code: string | (() => string)
  /** One that signed in before keeps its cookies; a new one otherwise. */
  readonly browser?: Browser
}

/** A page answered other than it should; `text` is what it said. */
export class PageError extends Error {
  override readonly name = 'PageError'
  readonly status: number
  readonly text: string
  constructor(page: Page) {
    super(`page ${new URL(page.url).pathname.replace(/\/sign-in\/[^/]+/, '/sign-in/…')}: ${alertOf(page)}`)
    this.status = page.status
    this.text = alertOf(page)
  }
}

/** What a page's alert says, without markup; empty when it has none. */
export function alertOf(page: Page): string {
  const alert = /role="alert">([\s\S]*?)<\/(?:div|p)>/.exec(page.text)?.[1] ?? ''
  return alert
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&#39;', "'")
    .trim()
}

/** Throws PageError or TokenError. */
export async function signIn(options: SignInOptions): Promise<SignedIn> {
  const browser = options.browser ?? openBrowser(new URL(options.issuer).origin)
  const authorization = await beginAuthorization(options)
  const first = await browser.get(authorization.url)
  // A browser that is signed in already comes back at once.
  if (isCallback(first, options)) return authorization.finish(first.url)
  const { email, password } = options
  const second = expectPage(await browser.submit(first, { email, password }), '/code')
  const code = typeof options.code === 'string' ? options.code : options.code()
  return authorization.finish(expectCallback(await browser.submit(second, { code }), options))
}

export interface SignUpOptions extends FlowOptions {
  readonly email: string
  readonly name: string
  readonly password: string
  /** The code that was mailed to the address. */
  readonly mailedCode: () => Promise<string>
  /** The code of an authenticator app that was given this key. */
  readonly codeOf: (totpSecret: string) => string
  readonly browser?: Browser
}

/** A new patient. Throws PageError or TokenError. */
export async function signUp(options: SignUpOptions): Promise<SignedIn & { readonly totpSecret: string }> {
  const browser = options.browser ?? openBrowser(new URL(options.issuer).origin)
  const authorization = await beginAuthorization(options, { prompt: 'create' })
  const address = expectPage(await browser.get(authorization.url), '/new-account')
  const mailCode = expectPage(await browser.submit(address, { email: options.email }), '/new-account/code')
  const code = await options.mailedCode()
  const you = expectPage(await browser.submit(mailCode, { code }), '/new-account/you')
  const { name, password } = options
  const authenticator = expectPage(
    await browser.submit(you, { name, password }),
    '/new-account/authenticator',
  )
  const totpSecret = keyOf(authenticator)
  const last = await browser.submit(authenticator, { code: options.codeOf(totpSecret) })
  return { ...(await authorization.finish(expectCallback(last, options))), totpSecret }
}

/** The key that the page shows below its picture. */
export function keyOf(page: Page): string {
  return (/class="key">([A-Z2-7 ]+)</.exec(page.text)?.[1] ?? '').replaceAll(' ', '')
}

function isCallback(page: Page, { redirectUri }: FlowOptions): boolean {
  return page.url.startsWith(redirectUri)
}

function expectCallback(page: Page, options: FlowOptions): string {
  if (!isCallback(page, options)) throw new PageError(page)
  return page.url
}

function expectPage(page: Page, step: string): Page {
  if (page.status !== 200 || !new URL(page.url).pathname.endsWith(step)) throw new PageError(page)
  return page
}
