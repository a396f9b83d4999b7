/**
 * Everything that the trail of a patient can hold, with the plain facts that each kind of entry carries. Facts are
 * ids, counts and names of devices, never a health value. Normative text: specs/audit-log.md.
 */
import * as z from 'zod/mini'
import { Resolution } from '../consent/purposes.ts'
import { DeviceId, GranteeId, LinkId } from '../ids.ts'
import { Instant } from '../instant.ts'

const count = z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER))
const words = z.string().check(
  z.maxLength(200),
  z.refine((text) => text.isWellFormed(), 'not Unicode'),
)
const consentFacts = z.strictObject({
  grantee: GranteeId,
  granteeType: words,
  version: count,
  validUntil: Instant,
})
// The entry is durable before the first byte leaves, so relay cannot know how much it will be and says null;
// shared-data writes it down under the same event id when it serves.
const readFacts = z.strictObject({
  items: z.nullable(count),
  bytes: z.nullable(count),
  resolution: z.nullable(Resolution),
})
const deviceFacts = z.strictObject({ deviceId: DeviceId, deviceName: words })
/** A vendor's or a record server's name; never what came from there. */
const connectionFacts = z.strictObject({ connectionName: words })
const tokenFacts = z.strictObject({ tokenName: words })
const slotFacts = z.strictObject({ slotKind: words })

/** The facts of each action. */
export const auditDetails = {
  'consent.requested': z.strictObject({ grantee: GranteeId, granteeType: words }),
  'consent.created': consentFacts,
  'consent.superseded': consentFacts,
  'consent.revoked': z.strictObject({ grantee: GranteeId, granteeType: words, version: count }),
  'consent.closed': z.strictObject({ grantee: GranteeId, granteeType: words, version: count }),
  'consent.expired': z.strictObject({ grantee: GranteeId, granteeType: words, version: count }),
  'access-token.issued': z.strictObject({ expiresAt: Instant }),
  'access-token.refused': z.strictObject({}),
  'data.read': readFacts,
  'data.searched': readFacts,
  'data.exported': readFacts,
  'data.retained': readFacts,
  'agent.run': z.strictObject({ agent: words, version: words, languageModel: z.boolean() }),
  'emergency.opened': z.strictObject({ reason: words, expiresAt: Instant }),
  'link.opened': z.strictObject({ linkId: LinkId, statedRecipient: words }),
  'sign-in.new-device': z.strictObject({ deviceName: words }),
  'recovery.asked': z.strictObject({ readyAt: Instant }),
  'recovery.stopped': z.strictObject({}),
  'recovery.given': z.strictObject({}),
  'device.added': deviceFacts,
  'device.removed': deviceFacts,
  'slot.added': slotFacts,
  'slot.removed': slotFacts,
  'roster.changed': z.strictObject({ rosterNumber: count }),
  'connection.started': connectionFacts,
  'connection.ended': connectionFacts,
  'ingest-token.made': tokenFacts,
  'ingest-token.revoked': tokenFacts,
  'inbox.delivered': z.strictObject({ sender: words, itemHash: words, bytes: count }),
} as const

export type PatientAction = keyof typeof auditDetails
/** What an administrator did to an account: `admin.` and a verb, as in `admin.account-locked`. */
export const AdminAction = z.templateLiteral([
  'admin.',
  z.string().check(z.regex(/^[a-z]+(?:-[a-z]+){0,5}$/)),
])
export type AdminAction = z.infer<typeof AdminAction>
export type AuditAction = PatientAction | AdminAction
export type AuditDetails<Action extends PatientAction> = z.infer<(typeof auditDetails)[Action]>

export const patientActions: readonly PatientAction[] = Object.keys(auditDetails) as PatientAction[]

export function isPatientAction(text: string): text is PatientAction {
  return Object.hasOwn(auditDetails, text)
}

export function isAdminAction(text: string): text is AdminAction {
  return AdminAction.safeParse(text).success
}

/** The facts of an administrator's act: one line in plain words, about the account, never about health. */
export const AdminDetails = z.strictObject({ note: words })
export type AdminDetails = z.infer<typeof AdminDetails>
