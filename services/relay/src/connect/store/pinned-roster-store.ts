/** The patient's latest roster and the root key that it must be signed by: what relay has pinned. */
import type { Transaction } from '@nornos/service-kit'
import type { Bytes } from '@nornos/std'

export async function readPinnedRoster(
  tx: Transaction,
  patientId: string,
): Promise<{ readonly roster: Bytes; readonly rootPublicKey: Bytes } | null> {
  const [row] = await tx.query<{ roster: Uint8Array; root: Uint8Array }>(
    `select r.roster, p.root_public_key as root from rosters r join roster_pins p on p.patient_id = r.patient_id
     where r.patient_id = $1 order by r.number desc limit 1`,
    [patientId],
  )
  return row ? { roster: new Uint8Array(row.roster), rootPublicKey: new Uint8Array(row.root) } : null
}
