/** What a step answers: a page, the next step, or the way back to the identity provider. */
import type { Html } from './html.ts'
import { html } from './html.ts'
import { messages } from './messages.ts'

export type PageReply = ShownPage | NextStep | Finished

export interface ShownPage {
  readonly kind: 'page'
  readonly status: number
  readonly title: string
  readonly body: Html
  readonly step?: string
  readonly failed?: boolean
  readonly retryAfterSeconds?: number
}

export interface NextStep {
  readonly kind: 'next'
  readonly path: string
}

export interface Finished {
  readonly kind: 'finished'
  readonly location: string
  /** The secret that this browser shows the next time. */
  readonly device: string
}

export function next(path: string): NextStep {
  return { kind: 'next', path }
}

export const expiredPage: ShownPage = {
  kind: 'page',
  status: 410,
  title: messages.expired.title,
  body: html`<p role="alert">${messages.expired.text}</p>`,
  failed: true,
}

export const failedPage: ShownPage = {
  kind: 'page',
  status: 503,
  title: messages.failed.title,
  body: html`<p role="alert">${messages.failed.text}</p>`,
  failed: true,
}
