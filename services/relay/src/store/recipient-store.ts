/**
 * Whom a grantee may send something to: while a consent runs, and for 90 days after it ended. A grantee sees no ended
 * consent; relay looks for them, and tells nothing but that something may be sent.
 */
import type { ConsentId, PatientId } from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'

export interface Recipient {
  readonly patientId: PatientId
  readonly consentId: ConsentId
  readonly grantedTo: string
  readonly grantedToType: 'doctor' | 'organization'
  /** Null while the consent runs. */
  readonly until: Date | null
}

/** As a service. Of one patient, or of all with null; those whose consent lasts longest first. */
export async function listRecipients(
  tx: Transaction,
  grantees: readonly string[],
  patientId: string | null,
): Promise<readonly Recipient[]> {
  return tx.query<Recipient>(
    `select distinct on (patient_id) patient_id as "patientId", consent_id as "consentId",
       granted_to as "grantedTo", granted_to_type as "grantedToType",
       case when over <= relay_now() then over + interval '90 days' end as until
     from (
       select *, least(coalesce(ended_at, valid_until), valid_until) as over
       from consents
       where granted_to = any ($1::uuid[]) and ($2::uuid is null or patient_id = $2)
         and granted_to_type in ('doctor', 'organization')
         and accepted_at is not null and valid_from <= relay_now()
     ) c
     where over > relay_now() - interval '90 days' and over > valid_from
     order by patient_id, over desc, granted_to_type limit 1000`,
    [grantees, patientId],
  )
}
