/** The pages that the identity provider itself shows: an error, signing out, signed out. */
import type { KoaContextWithOIDC } from 'oidc-provider'
import type { AuthConfig } from '../config.ts'
import { html, trusted } from '../pages/html.ts'
import { messages } from '../pages/messages.ts'
import { page, pageHeaders } from '../pages/page.ts'
import { originsOf } from './clients.ts'

export async function renderError(koa: KoaContextWithOIDC): Promise<void> {
  const { title, text } = koa.status >= 500 ? messages.failed : messages.expired
  show(koa, page({ title, body: html`<p>${text}</p>` }), [])
}

/** `form` is the provider's own form; the button belongs to it. */
export function renderSignOut(config: AuthConfig) {
  const origins = (['patient-app', 'doctor-app'] as const).flatMap((client) => originsOf(config, client))
  return async (koa: KoaContextWithOIDC, form: string): Promise<void> => {
    const { title, text, confirm } = messages.signOut
    const body = html`<p>${text}</p>
      ${trusted(form)}
      <div class="actions">
        <button type="submit" form="op.logoutForm" name="logout" value="yes">${confirm}</button>
      </div>`
    show(koa, page({ title, body }), origins)
  }
}

export async function renderSignedOut(koa: KoaContextWithOIDC): Promise<void> {
  const { title, text } = messages.signedOut
  show(koa, page({ title, body: html`<p role="status">${text}</p>` }), [])
}

function show(koa: KoaContextWithOIDC, text: string, formOrigins: readonly string[]): void {
  for (const [name, value] of Object.entries(pageHeaders(formOrigins))) koa.set(name, value)
  koa.type = 'text/html; charset=utf-8'
  koa.body = text
}
