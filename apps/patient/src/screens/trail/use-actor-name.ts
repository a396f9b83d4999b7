'use client'
import type { ConsentView } from '@nornos/contracts'
import type { AuditEvent } from '@nornos/health-model'
import { useTranslations } from 'use-intl'
import { useGranteeName } from '#src/screens/sharing/use-grantee-name.ts'

/** Who did it: you, the person whom the consent names, or the kind of actor where nobody is named. */
export function useActorName(consents: readonly ConsentView[]): (event: AuditEvent) => string {
  const t = useTranslations('trail')
  const granteeName = useGranteeName()
  return (event) => {
    if (event.actorType === 'patient') return t('actor.patient')
    const consent = consents.find(({ record }) => record.consent_id === event.consentId)
    if (consent === undefined) return t(`actor.${event.actorType}`)
    // An agent reads for the person whose consent the entry names.
    if (event.actorType === 'agent') return t('agentFor', { name: granteeName(consent) })
    return event.actorType === 'doctor' ? granteeName(consent) : t(`actor.${event.actorType}`)
  }
}
