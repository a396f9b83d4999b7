/** The roster whose inbox key is sealed to. Null for a patient who has pinned none. */
import type { PatientId } from '@nornos/health-model'
import type { Bytes } from '@nornos/std'
import type { RelayContext } from '../context.ts'
import { readLatestRoster } from '../store/roster-store.ts'

/** Whoever calls has decided that somebody may send to this patient. */
export async function readInboxRoster(ctx: RelayContext, patientId: PatientId): Promise<Bytes | null> {
  // In the patient's name: a roster is seen in no other.
  return ctx.database.asActor({ id: patientId, type: 'service' }, (tx) => readLatestRoster(tx, patientId))
}
