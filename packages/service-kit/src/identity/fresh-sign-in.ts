/** What cannot be undone takes a person who has shown just now that it is them. */
import type { Actor } from '@nornos/endpoint'

const freshMs = 10 * 60_000

export function isFreshlySignedIn({ authenticatedAt }: Pick<Actor, 'authenticatedAt'>, now: Date): boolean {
  return now.getTime() - (authenticatedAt ?? 0) <= freshMs
}
