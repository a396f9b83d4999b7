/**
 * The sign-in pages: plain HTML that works without scripts. Each step is one address below the interaction's own;
 * what was proved so far lies in the database, under a hash of the cookie. Read next: sign-in-step.ts, visit.ts.
 */
import { commonProblem, correlationOf, withCorrelation } from '@nornos/service-kit'
import type { Provider } from 'oidc-provider'
import type { AuthContext } from '../context.ts'
import * as events from '../events.ts'
import { originsOf } from '../oidc/clients.ts'
import type { Assets } from './assets.ts'
import { showAuthenticator, submitAuthenticator } from './authenticator-step.ts'
import { showCode, submitCode } from './code-step.ts'
import { showMailCode, showNewAccount, submitMailCode, submitNewAccount } from './new-account-step.ts'
import { page, pageHeaders } from './page.ts'
import { expiredPage, failedPage, next, type PageReply } from './page-reply.ts'
import { showSignIn, submitSignIn } from './sign-in-step.ts'
import { readVisit, type Visit } from './visit.ts'
import { showYou, submitYou } from './you-step.ts'

type Step = (ctx: AuthContext, visit: Visit, provider: Provider) => Promise<PageReply>

interface StepPair {
  readonly show: Step
  readonly submit: Step
  /** Only people without an account come here, and only patients open one themselves. */
  readonly signUp?: true
}

const steps: Readonly<Record<string, StepPair>> = {
  '': { show: showSignIn, submit: submitSignIn },
  '/code': { show: showCode, submit: submitCode },
  '/new-account': { show: showNewAccount, submit: submitNewAccount, signUp: true },
  '/new-account/code': { show: showMailCode, submit: submitMailCode, signUp: true },
  '/new-account/you': { show: showYou, submit: submitYou, signUp: true },
  '/new-account/authenticator': { show: showAuthenticator, submit: submitAuthenticator, signUp: true },
}

export function createSignInPages(
  ctx: AuthContext,
  provider: Provider,
  assets: Assets,
): (request: Request, address: string) => Promise<Response | null> {
  return async (request, address) => {
    const { pathname, search } = new URL(request.url)
    if (!pathname.startsWith('/sign-in/')) return null
    const asset = assets.get(pathname)
    if (asset) {
      const headers = { 'content-type': asset.type, 'cache-control': 'public, max-age=3600' }
      return new Response(asset.bytes, { headers: { ...headers, 'x-content-type-options': 'nosniff' } })
    }
    const [, uid = '', rest = ''] = /^\/sign-in\/([\w-]{8,128})(\/.*)?$/.exec(pathname) ?? []
    const step = Object.hasOwn(steps, rest) ? steps[rest] : undefined
    if (uid === '' || !step) return commonProblem('not-found')
    return withCorrelation(correlationOf(request.headers), async () => {
      try {
        const visit = await readVisit(ctx, provider, request, uid, address)
        if (!visit) return writePage(ctx, expiredPage, null)
        return writePage(ctx, await answer(ctx, provider, request, visit, step, search), visit)
      } catch (cause) {
        events.pageFailed(cause)
        return writePage(ctx, failedPage, null)
      }
    })
  }
}

async function answer(
  ctx: AuthContext,
  provider: Provider,
  request: Request,
  visit: Visit,
  step: StepPair,
  search: string,
): Promise<PageReply> {
  const maySignUp = visit.client === 'patient-app'
  if (step.signUp && !maySignUp) return next(visit.base)
  if (request.method === 'POST') return step.submit(ctx, visit, provider)
  const wantsAccount = maySignUp && step === steps[''] && visit.interaction.prompt.name === 'create'
  if (wantsAccount && search === '') return next(`${visit.base}/new-account`)
  return step.show(ctx, visit, provider)
}

function writePage(ctx: AuthContext, reply: PageReply, visit: Visit | null): Response {
  switch (reply.kind) {
    case 'page': {
      const { status, retryAfterSeconds } = reply
      const headers = new Headers(pageHeaders(visit ? originsOf(ctx.config, visit.client) : []))
      headers.set('content-type', 'text/html; charset=utf-8')
      if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds))
      return new Response(page(reply), { status, headers })
    }
    case 'next':
      return redirect(reply.path)
    case 'finished': {
      const response = redirect(reply.location)
      response.headers.append('set-cookie', deviceCookie(ctx, reply.device))
      return response
    }
  }
}

/** 303: the browser goes on with GET, so that Back and Reload repeat no form. */
function redirect(location: string): Response {
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })
}

function deviceCookie(ctx: AuthContext, device: string): string {
  const secure = ctx.config.publicUrl.startsWith('https:') ? '; Secure' : ''
  return `nornos_device=${device}; Path=/sign-in; Max-Age=31536000; HttpOnly; SameSite=Lax${secure}`
}
