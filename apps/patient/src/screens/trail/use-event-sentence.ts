'use client'
import type { ConsentView } from '@nornos/contracts'
import { type AuditEvent, auditDetailsOf, auditFacts } from '@nornos/health-model'
import { useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { useFieldList } from '#src/screens/sharing/use-field-list.ts'
import { useGranteeName } from '#src/screens/sharing/use-grantee-name.ts'

/** One entry of the trail in plain words: what, which data, why. Never a value, because the trail holds none. */
export function useEventSentence(consents: readonly ConsentView[]): (event: AuditEvent) => string {
  const t = useTranslations('trail.event')
  const outcome = useTranslations('trail.outcome')
  const purposeText = useTranslations('purpose')
  const formats = useFormats()
  const fields = useFieldList()
  const granteeName = useGranteeName()
  const named = useTranslations('trail.agentName')
  const agentName = (name: string) => (name === 'daily-status' ? named('daily-status') : name)
  return (event) => {
    const facts = auditFacts(event)
    const consent = consents.find(({ record }) => record.consent_id === event.consentId)
    const slot = auditDetailsOf(event, 'slot.added') ?? auditDetailsOf(event, 'slot.removed')
    const agent = auditDetailsOf(event, 'agent.run')
    const until =
      auditDetailsOf(event, 'consent.created')?.validUntil ?? auditDetailsOf(event, 'recovery.asked')?.readyAt
    const sentence = t(facts.key.replaceAll('.', '_') as EventKey, {
      fields: facts.fields.length === 0 ? t('noFields') : fields(facts.fields, 'sentence'),
      purpose: facts.purpose === null ? t('noPurpose') : purposeText(facts.purpose),
      grantee: consent === undefined ? t('someone') : granteeName(consent),
      until: until === undefined ? '' : formats.date(Date.parse(until)),
      device: deviceNameOf(event),
      connection: connectionNameOf(event),
      slot: slot?.slotKind ?? '',
      agent: agent === null ? '' : agentName(agent.agent),
    })
    return facts.outcome === 'allowed' ? sentence : `${outcome(facts.outcome)} ${sentence}`
  }
}

type Flat<Key extends string> = Key extends `${infer Head}.${infer Rest}` ? `${Head}_${Rest}` : Key
type EventKey = Flat<ReturnType<typeof auditFacts>['key']>

function deviceNameOf(event: AuditEvent): string {
  const details =
    auditDetailsOf(event, 'device.added') ??
    auditDetailsOf(event, 'device.removed') ??
    auditDetailsOf(event, 'sign-in.new-device')
  return details?.deviceName ?? ''
}

function connectionNameOf(event: AuditEvent): string {
  const connection = auditDetailsOf(event, 'connection.started') ?? auditDetailsOf(event, 'connection.ended')
  const token = auditDetailsOf(event, 'ingest-token.made') ?? auditDetailsOf(event, 'ingest-token.revoked')
  return connection?.connectionName ?? token?.tokenName ?? ''
}
