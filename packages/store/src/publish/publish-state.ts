import type { Instant } from '@nornos/health-model'

/** What is left to publish for the live consents. */
export type PublishState =
  | { readonly state: 'nothing_shared' }
  | { readonly state: 'published'; readonly at: Instant }
  | { readonly state: 'publishing'; readonly done: number; readonly total: number }
  | { readonly state: 'waiting' }
