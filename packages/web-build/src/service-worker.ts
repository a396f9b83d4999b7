/**
 * The patient app's service worker: the app itself works offline, and nothing else is kept. Answers of the API are
 * never cached, because only the vault's own sealed store may hold data. Bundled by bundle-service-worker.ts.
 */
import { NavigationRoute, NetworkFirst, NetworkOnly, type PrecacheEntry, Serwist } from 'serwist'

interface InstallEvent {
  waitUntil(promise: Promise<unknown>): void
}

declare const self: {
  readonly __SW_MANIFEST: (PrecacheEntry | string)[]
  addEventListener(type: 'install', listen: (event: InstallEvent) => void): void
}

/** Where the API is: needed to start offline, and no secret. */
const place = { path: '/config.json', cacheName: 'config' }

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
      matcher: ({ url, sameOrigin }) => sameOrigin && url.pathname === place.path,
      handler: new NetworkFirst({ cacheName: place.cacheName, networkTimeoutSeconds: 3 }),
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
// The page that installs this has read its own before anything kept it: without this a first visit is not enough.
self.addEventListener('install', (event) => event.waitUntil(keepPlace()))
serwist.addEventListeners()

async function keepPlace(): Promise<void> {
  const kept = await caches.open(place.cacheName)
  await kept.add(new Request(place.path, { cache: 'reload' }))
}
