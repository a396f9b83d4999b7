/** The page's side of the service worker, which `@nornos/web-build` makes. */

/** Starts it. Without one (a private window, an old browser) the app works online only. */
export function registerServiceWorker(): void {
  if (!('serviceWorker' in navigator)) return
  navigator.serviceWorker.register('/sw.js').catch(() => undefined)
}

/** Calls back when another version waits, now or later. Returns how to stop watching. */
export function watchForUpdate(onWaiting: (worker: ServiceWorker) => void): () => void {
  if (!('serviceWorker' in navigator)) return () => undefined
  const stop = new AbortController()
  navigator.serviceWorker.ready.then(
    (registration) => {
      if (stop.signal.aborted) return
      if (registration.waiting) onWaiting(registration.waiting)
      registration.addEventListener(
        'updatefound',
        () => watchInstall(registration.installing, onWaiting),
        stop,
      )
    },
    () => undefined,
  )
  return () => stop.abort()
}

/** Lets the waiting version take over and loads the page anew with it. */
export function applyUpdate(waiting: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  waiting.postMessage({ type: 'SKIP_WAITING' })
}

function watchInstall(worker: ServiceWorker | null, onWaiting: (worker: ServiceWorker) => void): void {
  worker?.addEventListener('statechange', () => {
    const isUpdate = worker.state === 'installed' && navigator.serviceWorker.controller !== null
    if (isUpdate) onWaiting(worker)
  })
}
