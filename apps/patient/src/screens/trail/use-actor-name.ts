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
    if (consent !== undefined && (event.actorType === 'doctor' || event.actorType === 'agent')) {
      return granteeName(consent)
    }
    return t(`actor.${event.actorType}`)
  }
}
