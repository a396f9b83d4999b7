/**
 * Asks the browser for a passkey and its PRF, which opens the vault here and is never sent anywhere. Loaded only where
 * somebody uses a passkey. Two inputs, the same for every vault: `specs/key-hierarchy.md` §4.
 */

import { fromBase64Url, toBase64Url, utf8 } from '@nornos/std'
import type { GivenPasskey } from '@nornos/store'
import { arePasskeysSupported } from './passkey-support.ts'

export type PasskeyAnswer =
  | { readonly type: 'given'; readonly passkey: GivenPasskey }
  /** The person closed the browser's window, or took too long. */
  | { readonly type: 'cancelled' }
  /** The phone, computer or security key that was asked keeps one for this vault already. */
  | { readonly type: 'there' }
  /** The passkey exists, but gives no secret: it cannot open a vault. */
  | { readonly type: 'no-prf' }
  | { readonly type: 'unsupported' }

const inputs = { first: utf8('nornos/prf/first/1'), second: utf8('nornos/prf/second/1') }
const timeoutMs = 120_000

/**
 * A new passkey for a vault. One that gives its secret only when it is used is asked a second time. `others`: credential
 * ids of those that stay, because a keeper of passkeys replaces the one that it has for the same vault.
 */
export async function makePasskey(
  vaultId: string,
  label: string,
  others: readonly string[] = [],
): Promise<PasskeyAnswer> {
  if (!arePasskeysSupported()) return { type: 'unsupported' }
  const credential = await asked(
    navigator.credentials.create({
      publicKey: {
        rp: { name: 'Nornos' },
        // Another handle than that of an account: a passkey for signing in must not be replaced by this one.
        user: { id: await vaultHandle(vaultId), name: label, displayName: label },
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        pubKeyCredParams: [
          { type: 'public-key', alg: -7 },
          { type: 'public-key', alg: -257 },
        ],
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
        excludeCredentials: listed(others),
        timeout: timeoutMs,
        extensions: { prf: { eval: inputs } },
      },
    }),
  )
  if (!(credential instanceof PublicKeyCredential)) return { type: credential }
  const passkey = passkeyOf(credential)
  if (passkey !== null) return { type: 'given', passkey }
  if (credential.getClientExtensionResults().prf?.enabled !== true) return { type: 'no-prf' }
  return askPasskey([toBase64Url(new Uint8Array(credential.rawId))])
}

/** One of these passkeys, by credential id in base64url. */
export async function askPasskey(credentialIds: readonly string[]): Promise<PasskeyAnswer> {
  if (!arePasskeysSupported()) return { type: 'unsupported' }
  const credential = await asked(
    navigator.credentials.get({
      publicKey: {
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        allowCredentials: listed(credentialIds),
        userVerification: 'required',
        timeout: timeoutMs,
        extensions: { prf: { eval: inputs } },
      },
    }),
  )
  if (!(credential instanceof PublicKeyCredential)) return { type: credential }
  const passkey = passkeyOf(credential)
  return passkey === null ? { type: 'no-prf' } : { type: 'given', passkey }
}

function passkeyOf(credential: PublicKeyCredential): GivenPasskey | null {
  const { prf } = credential.getClientExtensionResults()
  const first = bytesOf(prf?.results?.first)
  const second = bytesOf(prf?.results?.second)
  if (first === null || second === null) return null
  return { credentialId: toBase64Url(new Uint8Array(credential.rawId)), first, second }
}

function bytesOf(source: BufferSource | undefined): Uint8Array | null {
  if (source === undefined) return null
  const bytes = ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source)
  return bytes.length === 32 ? bytes : null
}

function listed(credentialIds: readonly string[]): PublicKeyCredentialDescriptor[] {
  return credentialIds.flatMap((text) => {
    const id = fromBase64Url(text)
    return id === null ? [] : [{ type: 'public-key', id }]
  })
}

/** Browsers say no by an exception; all but one of its names stand for the same. */
async function asked(
  answering: Promise<Credential | null>,
): Promise<PublicKeyCredential | 'cancelled' | 'there'> {
  try {
    const credential = await answering
    return credential instanceof PublicKeyCredential ? credential : 'cancelled'
  } catch (cause) {
    if (!(cause instanceof DOMException)) throw cause
    return cause.name === 'InvalidStateError' ? 'there' : 'cancelled'
  }
}

async function vaultHandle(vaultId: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(`nornos/vault-passkey/1 ${vaultId}`)))
}
