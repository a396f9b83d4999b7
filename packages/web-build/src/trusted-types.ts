/**
 * The default Trusted Types policy: the only strings that may become HTML or script addresses. It loads before
 * anything else on each page, as a file, because inline scripts are refused.
 *
 * React makes its script elements from the literal `<script></script>`; Next, the workers and the service worker
 * have addresses of our own origin. All other assignments throw.
 */
export const TRUSTED_TYPES_PATH = '_next/static/inline/trusted-types.js'

export const trustedTypesPolicy = `if (self.trustedTypes) {
  trustedTypes.createPolicy('default', {
    createHTML: (text) => (text === '<script></script>' ? text : null),
    createScriptURL: (text) => {
      const url = new URL(text, location.origin)
      const known = /^\\/(_next\\/static\\/|workers\\/|sw\\.js$)/.test(url.pathname)
      return url.origin === location.origin && known ? text : null
    },
  })
}
`
