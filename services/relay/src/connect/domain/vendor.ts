/**
 * What a vendor is to us: where a person agrees, how its answers are paged, how its notices are signed. Each vendor is
 * one file in vendors/; nothing else knows its words. Read next: ../vendors/oura.ts, ../jobs/work-on-connection.ts.
 */
import type { VendorId } from '@nornos/contracts'
import type { FieldId } from '@nornos/health-model'
import type { Bytes } from '@nornos/std'

/** Addresses of a vendor: the documented ones, or those of the configuration. */
export interface VendorAddresses {
  readonly authorizeUrl: string
  readonly tokenUrl: string
  /** Without a slash at the end. */
  readonly apiUrl: string
  readonly revokeUrl: string | null
  /** Where the keys are published by which its notices are checked. */
  readonly noticeKeysUrl?: string
}

/** One registration of this installation with one vendor or record server. */
export interface Site extends VendorAddresses {
  readonly clientId: string
  readonly clientSecret: string | null
  /** Chosen by the operator or given by the vendor: what its notices carry or are signed with. */
  readonly webhookSecret: string | null
}

/** What a vendor gave for one person. Sealed whenever it is not in use. */
export interface VendorTokens {
  readonly accessToken: string
  readonly refreshToken: string | null
  /** ms UTC; null when the vendor names no end. */
  readonly expiresAt: number | null
  /** The vendor's name for the person. */
  readonly account: string | null
}

export interface VendorRequest {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly url: string
  readonly form?: Readonly<Record<string, string>>
  readonly json?: unknown
  /** What may come back, where it is not JSON. */
  readonly accept?: string
}

/** Measured from `from` until before `until`. */
export interface Stretch {
  readonly from: Date
  readonly until: Date
}

export interface Page {
  readonly site: Site
  readonly account: string
  readonly stretch: Stretch
  /** Where the last page ended, or null for the first. */
  readonly place: string | null
  /** One thing of the collection, when a notice or another answer named it. */
  readonly objectId: string | null
}

export interface Collection {
  readonly id: string
  /** How many days one request may ask for. */
  readonly daysMax: number
  /** How far back the first fetch goes, where less far than the vendor's others. */
  readonly backFillDays?: number
  readonly request: (page: Page) => VendorRequest
  /** Where the next page begins; null at the end. `json` is looked at for that, for what follows, and for nothing else. */
  readonly next?: (json: unknown, page: Page) => string | null
  /** What an answer points at instead of holding it: each becomes a fetch of one thing, of the collection `into`. */
  readonly follow?: {
    readonly into: string
    readonly things: (json: unknown, page: Page) => readonly FollowedThing[]
  }
  /** One thing in bytes of its own, never looked into, and no reason to stop: attachment-outcome.ts. */
  readonly isAttachment?: boolean
  /** False: it comes only when a notice tells. */
  readonly isPolled?: boolean
  /** What is fetched instead, when the other side does not offer this one. */
  readonly otherwise?: readonly string[]
}

export interface FollowedThing {
  /** What `Page.objectId` will be. */
  readonly objectId: string
  /** As long as it stays, the thing has been fetched already. */
  readonly version: string
}

/** What a notice makes us fetch. */
export type Notice =
  | {
      readonly type: 'changed'
      readonly account: string
      readonly collection: string
      readonly objectId: string | null
      readonly stretch: Stretch
    }
  | { readonly type: 'ended'; readonly account: string }

export interface SentNotice {
  readonly body: Bytes
  readonly headers: Headers
  readonly query: Readonly<Record<string, string | undefined>>
  readonly site: Site
  readonly now: Date
  /** What stands at an address for keys: as we have it, or fetched for one that is not there. Null for nothing. */
  readonly publishedKeys: (url: string, which: 'kept' | 'anew') => Promise<unknown>
}

/** `check`: it only looks whether the address knows the secret. Null unless it is signed, or keyed, as the vendor documents. */
export type ReadNotice = readonly Notice[] | 'check' | null

export interface Webhook {
  /** What the vendor wants to hear for a notice that was taken: another one counts as a failure with some. */
  readonly taken: 200 | 204
  /** What a forged one hears, where the vendor tries: else that there is nothing here. */
  readonly refusal?: 'sign-in-needed'
  readonly read: (sent: SentNotice) => ReadNotice | Promise<ReadNotice>
  /** The answer to the vendor's own check of the address; empty for none but `taken`; null for a wrong one. */
  readonly check: (query: SentNotice['query'], site: Site) => string | null
}

/** One call to the vendor in the person's name. Throws VendorFailure. */
export type Ask = (request: VendorRequest) => Promise<unknown>

export interface Vendor {
  readonly id: Exclude<VendorId, 'fhir'> | 'fhir'
  readonly name: string
  readonly brings: readonly FieldId[]
  readonly addresses: VendorAddresses
  readonly scopes: readonly string[]
  readonly scopeSeparator?: string
  /** Beside what OAuth asks for, where the person agrees. */
  readonly authorizeFields?: Readonly<Record<string, string>>
  readonly usesPkce: boolean
  /** How the vendor wants to know us at its token endpoint. */
  readonly clientAuthentication: 'basic' | 'body'
  /** The same at the token endpoint. */
  readonly tokenFields?: Readonly<Record<string, string>>
  /** The token answer inside what the vendor wraps around it. */
  readonly unwrapTokens?: (json: unknown) => unknown
  /** Some vendors answer 200 and say inside that it went wrong: the status that it means. */
  readonly statusOf?: (json: unknown) => number
  /** How far back the first fetch goes. */
  readonly backFillDays: number
  readonly pollMinutes: number
  readonly collections: readonly Collection[]
  /** The vendor's name for the person. */
  readonly accountOf: (tokenAnswer: unknown, ask: Ask, site: Site) => Promise<string | null>
  /** What else has to be said before data flow: registering the person, ordering notices. */
  readonly begin?: (account: string, ask: Ask, site: Site, noticesTo: string) => Promise<void>
  /** Null: the vendor offers no such call. */
  readonly revoke: ((tokens: VendorTokens, site: Site) => RevokeRequest) | null
  readonly webhook: Webhook | null
  /** Names of headers that tell how many requests are left, and in how many seconds there are more. */
  readonly limits?: { readonly remaining: string; readonly reset: string }
}

/** Revoking is asked as ourselves (the token endpoint's way) or in the person's name. */
export interface RevokeRequest extends VendorRequest {
  readonly as: 'client' | 'person'
}
