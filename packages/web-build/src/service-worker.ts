/**
 * The patient app's service worker: the app itself works offline, and nothing else is kept. Answers of the API are
 * never cached, because only the vault's own sealed store may hold data. Bundled by bundle-service-worker.ts.
 */
import { NavigationRoute, NetworkFirst, NetworkOnly, type PrecacheEntry, Serwist } from 'serwist'

declare const self: { readonly __SW_MANIFEST: (PrecacheEntry | string)[] }

const serwist = new Serwist({
  precacheEntries: self.__SW_MANIFEST,
  precacheOptions: {
    cleanURLs: true,
    directoryIndex: 'index.html',
    ignoreURLParametersMatching: [/.*/],
    cleanupOutdatedCaches: true,
  },
  // A new version waits until the person says so: a page must not change under an import.
  skipWaiting: false,
  clientsClaim: true,
  navigationPreload: false,
  runtimeCaching: [
    {
      // Where the API is: needed to start offline, and no secret.
      matcher: ({ url, sameOrigin }) => sameOrigin && url.pathname === '/config.json',
      handler: new NetworkFirst({ cacheName: 'config', networkTimeoutSeconds: 3 }),
    },
  ],
})

const fromNetwork = new NetworkOnly()
serwist.registerRoute(
  new NavigationRoute(async (context) => {
    try {
      return await fromNetwork.handle(context)
    } catch {
      return (await serwist.matchPrecache('/404.html')) ?? Response.error()
    }
  }),
)
serwist.addEventListeners()
