/** Tokens as colours that a canvas can use, and a signal when the theme changes. */
import { useSyncExternalStore } from 'react'

/** The colour that `token` has at `element` now. The browser resolves `light-dark()`; nothing is left in the page. */
export function tokenColour(element: HTMLElement, token: string): string {
  const probe = document.createElement('span')
  probe.style.color = `var(--${token})`
  element.append(probe)
  const colour = getComputedStyle(probe).color
  probe.remove()
  return colour
}

/** Changes whenever the system's or the app's theme or contrast changes, so that a canvas is painted again. */
export function useThemeKey(): string {
  return useSyncExternalStore(subscribe, themeKey, () => '')
}

const queries = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)']

function subscribe(onChange: () => void): () => void {
  const lists = queries.map((query) => matchMedia(query))
  const observer = new MutationObserver(onChange)
  for (const list of lists) list.addEventListener('change', onChange)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => {
    observer.disconnect()
    for (const list of lists) list.removeEventListener('change', onChange)
  }
}

function themeKey(): string {
  const matches = queries.map((query) => matchMedia(query).matches)
  return `${document.documentElement.dataset['theme'] ?? ''} ${matches.join(' ')}`
}
