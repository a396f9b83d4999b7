/** Whether the person has signed in again for what cannot be undone. The services ask for it themselves; this saves asking in vain. */
const key = 'nornos-proved'
/** The services take ten minutes. */
const goodForMs = 8 * 60_000

export function noteProved(): void {
  sessionStorage.setItem(key, String(Date.now()))
}

export function isProvedLately(): boolean {
  return Date.now() - Number(sessionStorage.getItem(key) ?? 0) < goodForMs
}
