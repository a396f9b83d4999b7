/** Choices about this browser only: kept in plain storage, because they say nothing about a person's health. */

export const autoLockMinutes = [1, 5, 15, 60] as const
export type AutoLockMinutes = (typeof autoLockMinutes)[number]

const autoLockKey = 'nornos-auto-lock-minutes'
const autoLockDefault: AutoLockMinutes = 15
const vaultHereKey = 'nornos-vault-here'
const themeKey = 'nornos-theme'
const ownRecoveryKey = 'nornos-own-recovery'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const listeners = new Set<() => void>()

export function subscribeSettings(onChange: () => void): () => void {
  listeners.add(onChange)
  return () => listeners.delete(onChange)
}

export function readAutoLock(): AutoLockMinutes {
  const kept = Number(localStorage.getItem(autoLockKey))
  return autoLockMinutes.find((minutes) => minutes === kept) ?? autoLockDefault
}

export function writeAutoLock(minutes: AutoLockMinutes): void {
  localStorage.setItem(autoLockKey, String(minutes))
  tell()
}

/** A hint for the start page, which does not start the worker: the worker alone knows. */
export function readVaultHere(): boolean {
  return localStorage.getItem(vaultHereKey) !== null
}

export function noteVaultHere(isHere: boolean): void {
  if (isHere) localStorage.setItem(vaultHereKey, 'yes')
  else localStorage.removeItem(vaultHereKey)
}

/** When the person asked for their recovery contact's help, as they said here; null when they did not. */
export function readOwnRecovery(): string | null {
  return localStorage.getItem(ownRecoveryKey)
}

export function noteOwnRecovery(askedAt: string): void {
  localStorage.setItem(ownRecoveryKey, askedAt)
}

export function readTheme(): Theme {
  const kept = localStorage.getItem(themeKey)
  return themes.find((theme) => theme === kept) ?? 'system'
}

export function writeTheme(theme: Theme): void {
  localStorage.setItem(themeKey, theme)
  applyTheme()
  tell()
}

/** Puts the chosen appearance on the document; `system` leaves it to the browser. */
export function applyTheme(): void {
  const theme = readTheme()
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}

function tell(): void {
  for (const listener of listeners) listener()
}
