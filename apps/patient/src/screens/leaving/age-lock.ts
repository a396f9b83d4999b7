/** What the person typed to lock an export with: an age recipient, or a passphrase. */
import type { AgeLock } from '@nornos/store'

/** A passphrase that somebody may try for years. */
export const passphraseLengthMin = 12

/**
 * `short`: too little for a passphrase. `a-key`: a secret key or an SSH key, which nobody means as a passphrase; a public
 * one would lock nothing. A recipient may be pasted with spaces around it, or in capitals.
 */
export function ageLockOf(typed: string): AgeLock | 'short' | 'a-key' {
  const text = typed.trim()
  if (/^(?:age-secret-key-|age-plugin-|ssh-|-----begin)/i.test(text)) return 'a-key'
  if (/^age1/i.test(text)) return { type: 'recipient', recipient: text.toLowerCase() }
  return text.length < passphraseLengthMin ? 'short' : { type: 'passphrase', passphrase: typed }
}
