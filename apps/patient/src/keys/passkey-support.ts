/** Whether this browser has passkeys at all; whether one can open a vault shows when it is made. Read next: passkey.ts. */
export function arePasskeysSupported(): boolean {
  return typeof PublicKeyCredential === 'function'
}
