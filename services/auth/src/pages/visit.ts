/** One request to a sign-in page: whose interaction, which app, from where, and what was typed. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { concat } from '@nornos/std'
import type { Provider } from 'oidc-provider'
import type { ClientId } from '../config.ts'
import type { AuthContext } from '../context.ts'
import { describeDevice } from '../domain/describe-device.ts'
import { networkOfAddress } from '../domain/throttle-limits.ts'
import { isClientId } from '../oidc/clients.ts'
import { hashOf } from '../store/machinery.ts'

export type Interaction = InstanceType<Provider['Interaction']>

export interface Visit {
  readonly interaction: Interaction
  /** The key of this interaction's rows. */
  readonly interactionHash: Buffer
  readonly client: ClientId
  /** `/sign-in/<interaction>`, to which the steps are added. */
  readonly base: string
  readonly token: string
  readonly form: URLSearchParams
  readonly network: string
  /** The secret of this browser, when it signed in before. */
  readonly device: string | null
  readonly deviceName: string
}

const formBytesMax = 16_384

/** Null when there is no such interaction in this browser, or the form is not one of ours. */
export async function readVisit(
  ctx: AuthContext,
  provider: Provider,
  request: Request,
  uid: string,
  address: string,
): Promise<Visit | null> {
  const cookies = cookiesOf(request)
  if (cookies.get('nornos_interaction') !== uid) return null
  const interaction = await provider.Interaction.find(uid)
  const client = interaction?.params['client_id']
  if (!interaction || typeof client !== 'string' || !isClientId(client)) return null
  const token = formToken(ctx, uid)
  const form = request.method === 'POST' ? await readForm(request) : new URLSearchParams()
  if (request.method === 'POST' && !isOwnForm(ctx, request, form, token)) return null
  // The gateway, the only way in, writes the last entry; what stands before it is the caller's word.
  const forwarded = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim()
  return {
    interaction,
    interactionHash: hashOf(uid),
    client,
    base: `/sign-in/${uid}`,
    token,
    form,
    network: networkOfAddress(forwarded || address),
    device: deviceOf(cookies),
    deviceName: describeDevice(request.headers.get('user-agent') ?? ''),
  }
}

/** Empty when it is not a form, or larger than any of ours. */
async function readForm(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get('content-type') ?? ''
  if (!request.body || !type.startsWith('application/x-www-form-urlencoded')) return new URLSearchParams()
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body) {
    length += chunk.length
    if (length > formBytesMax) return new URLSearchParams()
    chunks.push(chunk)
  }
  return new URLSearchParams(new TextDecoder().decode(concat(...chunks)))
}

/** The cookie is not sent with forms of other sites; origin and token stop what a browser might still let through. */
function isOwnForm(ctx: AuthContext, request: Request, form: URLSearchParams, token: string): boolean {
  const origin = request.headers.get('origin')
  if (origin !== null && origin !== new URL(ctx.config.publicUrl).origin) return false
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin') return false
  const given = Buffer.from(form.get('token') ?? '')
  const expected = Buffer.from(token)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function formToken(ctx: AuthContext, uid: string): string {
  return createHmac('sha256', ctx.keys.forms).update(uid).digest('base64url')
}

function cookiesOf(request: Request): ReadonlyMap<string, string> {
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim().split('='))
  return new Map(pairs.map(([name = '', value = '']) => [name, value]))
}

function deviceOf(cookies: ReadonlyMap<string, string>): string | null {
  const device = cookies.get('nornos_device')
  return device && /^[\w-]{43}$/.test(device) ? device : null
}
