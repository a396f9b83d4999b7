/** An authenticator that Chromium plays, with or without a secret for vaults, and somebody who turns away. */
import type { Page } from '@playwright/test'

/** Answers with how it is taken away. */
export async function addAuthenticator(page: Page, hasPrf: boolean): Promise<() => Promise<void>> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      hasPrf,
      automaticPresenceSimulation: true,
    },
  })
  return async () => {
    await devtools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })
  }
}

/** The next time the browser asks, the person closes its window. The authenticator's own refusal would be for good. */
export async function turnAwayOnce(page: Page, asked: 'create' | 'get'): Promise<void> {
  await page.evaluate((name) => {
    const ask = navigator.credentials[name]
    Reflect.set(navigator.credentials, name, async () => {
      Reflect.set(navigator.credentials, name, ask)
      throw new DOMException('The operation was not allowed.', 'NotAllowedError')
    })
  }, asked)
}
