/** The frame of every page: head, wordmark, main, help. No script anywhere. */
import { type Html, html } from './html.ts'
import { messages } from './messages.ts'

/** `formOrigins` are where a form may lead in the end: browsers check redirects after a form against this list. */
export function pageHeaders(formOrigins: readonly string[]): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "font-src 'self'",
    `form-action ${["'self'", ...formOrigins].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
  return {
    'content-security-policy': policy.join('; '),
    'cache-control': 'no-store',
    // Forms tell their origin, which is checked; other sites learn nothing.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  }
}

export function page(content: {
  readonly title: string
  readonly body: Html
  /** Above the title: where one is in a sequence. */
  readonly step?: string
  readonly failed?: boolean
}): string {
  const { title, body, step, failed } = content
  const whole = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${failed ? messages.errorPrefix : ''}${title} · ${messages.product}</title>
<link rel="stylesheet" href="/sign-in/assets/style.css">
</head>
<body>
<a class="skip" href="#main">${messages.skip}</a>
<header><p class="wordmark">${messages.product}</p></header>
<main id="main">
${step === undefined ? null : html`<p class="step">${step}</p>`}
<h1>${title}</h1>
${body}
</main>
<footer><p>${messages.help}</p></footer>
</body>
</html>`
  return whole.html
}
